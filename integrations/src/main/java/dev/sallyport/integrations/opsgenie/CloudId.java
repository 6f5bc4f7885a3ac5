package dev.sallyport.integrations.opsgenie;

import dev.sallyport.integrations.http.Credential;
import dev.sallyport.integrations.http.FreshHttpClient;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.JsonFields;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of an Atlassian site, which stands in the addresses of its API: as it is configured, or as
 * the site tells it, asked once.
 */
public final class CloudId {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

  private final Optional<JsonCalls> site;
  private volatile Optional<String> known;

  private CloudId(Optional<JsonCalls> site, Optional<String> known) {
    this.site = site;
    this.known = known;
  }

  /** As it is configured. */
  public static CloudId of(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a cloud id: '" + id + "'");
    }
    return new CloudId(Optional.empty(), Optional.of(id));
  }

  /**
   * As the site tells everybody.
   *
   * @param site {@code https://NAME.atlassian.net}
   */
  public static CloudId at(URI site, InstantSource clock) {
    return new CloudId(
        Optional.of(
            new JsonCalls(
                site,
                Credential.NONE,
                new OpsgenieDialect(),
                TIMEOUT,
                new FreshHttpClient(TIMEOUT, clock))),
        Optional.empty());
  }

  Reply<String> get() {
    Optional<String> id = known;
    if (id.isPresent() || site.isEmpty()) {
      return new Reply.Ok<>(id.orElseThrow());
    }
    Reply<String> asked =
        site.get()
            .get(
                "/_edge/tenant_info",
                Query.empty(),
                body -> JsonFields.present(body, "cloudId").filter(it -> ID.matcher(it).matches()));
    if (asked instanceof Reply.Ok<String>(String told)) {
      known = Optional.of(told);
    }
    return asked;
  }
}
