package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who may use a surface. */
interface Gate {
  /** Ends with 401 or 403 for those who may not. */
  void check(Request request);

  /** An API key alone; the key of another account or region is no key here. */
  static Gate genieKey(Keys keys) {
    return request -> {
      if (after("GenieKey ", request).filter(keys::accepts).isEmpty()) {
        throw ApiError.unauthenticated();
      }
    };
  }

  /** An API key alone, and a word for those who come with an API token or OAuth2. */
  static Gate genieKeyOnly(Keys keys) {
    Gate key = genieKey(keys);
    return request -> {
      if (after("Basic ", request).or(() -> after("Bearer ", request)).isPresent()) {
        throw ApiError.of(403, "To perform this action, use an API key from an API integration.");
      }
      key.check(request);
    };
  }

  /** A user's e-mail address and API token. */
  static Gate basic(Keys tokens) {
    return request -> {
      if (credentials(request).filter(tokens::accepts).isEmpty()) {
        throw ApiError.of(401, "Unauthorized");
      }
    };
  }

  /** The e-mail address that the caller gives, or empty. */
  static String caller(Request request) {
    return credentials(request)
        .filter(it -> it.contains(":"))
        .map(it -> it.substring(0, it.indexOf(':')))
        .orElse("");
  }

  private static Optional<String> credentials(Request request) {
    return after("Basic ", request).flatMap(Gate::decoded);
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> after(String scheme, Request request) {
    return request
        .header("Authorization")
        .filter(it -> it.startsWith(scheme))
        .map(it -> it.substring(scheme.length()));
  }
}
