package dev.sallyport.integrations.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.util.http.SlackHttpClient;
import dev.sallyport.core.text.UserText;
import dev.sallyport.integrations.http.Credential;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Makes calls and decides, in this one place, what each way of failing proves. */
final class Calls {
  /** What may stand in a header; a token with anything else would show up in an exception. */
  private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

  private static final Set<String> DENIED =
      Set.of(
          "invalid_auth",
          "not_authed",
          "account_inactive",
          "token_revoked",
          "token_expired",
          "not_allowed_token_type");

  private static final Set<String> LIMITED = Set.of("ratelimited", "rate_limited");

  /** Of the first two Slack says that some part of the operation may have succeeded. */
  private static final Set<String> DOUBTFUL =
      Set.of("fatal_error", "internal_error", "request_timeout");

  private static final Set<String> NOT_NOW = Set.of("team_added_to_org", "service_unavailable");

  /** By these a server or a proxy says that it did not wait for the end (RFC 9110). */
  private static final Set<Integer> NOT_AWAITED = Set.of(408, 504);

  /** A call by Slack's client, which knows the token; it is given for calls that ask for it. */
  interface Call<A> {
    A by(MethodsClient slack, String token) throws IOException, SlackApiException;
  }

  private final Slack slack;
  private final Supplier<String> token;
  private final Pace pace;

  Calls(URI base, Supplier<String> token, Wire wire, Pace pace) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(base.toString().replaceAll("/+$", "") + "/");
    config.setStatsEnabled(false);
    // The line above forgets one of the statistics, whose thread would run on.
    config.getSCIM2Config().setStatsEnabled(false);
    config.synchronizeMetricsDatabases();
    // They would log whole bodies.
    config.getHttpClientResponseHandlers().clear();
    this.slack = Slack.getInstance(config, new SlackHttpClient(wire.http()));
    this.token = token;
    this.pace = pace;
  }

  /**
   * @param scope the channel
   * @param decode empty where the answer lacks what it must have
   */
  <A extends SlackApiTextResponse, T> Reply<T> make(
      Method method, String scope, Call<A> call, Function<A, Optional<T>> decode) {
    String secret;
    try {
      secret = token.get().strip();
    } catch (RuntimeException e) {
      return new Reply.Retry<>(
          Optional.empty(), method.path() + ": " + Credential.unread("bot token", e));
    }
    if (!SENDABLE.matcher(secret).matches()) {
      return new Reply.Denied<>("the bot token is empty or has characters no token has");
    }
    Optional<Duration> wait = pace.enter(method, scope);
    if (wait.isPresent()) {
      return new Reply.Retry<>(wait, method.path() + ": waits for Slack's rate limit");
    }
    return judge(new Attempt(method, scope, secret), call, decode);
  }

  private record Attempt(Method method, String scope, String secret) {
    String says(String what) {
      return method.path() + ": " + clean(what);
    }

    String clean(String text) {
      return UserText.line(text.replace(secret, "[token]"), 400);
    }

    /** A read leaves no doubt: nothing happened. */
    <T> Reply<T> doubt(String why) {
      return method.isWrite()
          ? new Reply.Unknown<>(says(why))
          : new Reply.Retry<>(Optional.empty(), says(why));
    }

    @Override
    public String toString() {
      return method.path();
    }
  }

  private <A extends SlackApiTextResponse, T> Reply<T> judge(
      Attempt attempt, Call<A> call, Function<A, Optional<T>> decode) {
    try {
      A answer = call.by(slack.methods(attempt.secret()), attempt.secret());
      return answer.isOk()
          ? decode
              .apply(answer)
              .<Reply<T>>map(Reply.Ok::new)
              .orElseGet(() -> attempt.doubt("the answer lacks what it must have"))
          : refused(attempt, answer);
    } catch (IOException e) {
      return failed(attempt, e);
    } catch (SlackApiException e) {
      return attempt.doubt("HTTP " + e.getResponse().code());
    } catch (RuntimeException e) {
      // An answer that cannot be read comes after the effect. The words could quote the answer.
      return attempt.doubt("unreadable answer, " + e.getClass().getSimpleName());
    }
  }

  private <T> Reply<T> refused(Attempt attempt, SlackApiTextResponse answer) {
    String error = Objects.requireNonNullElse(answer.getError(), "");
    String needed = Objects.requireNonNullElse(answer.getNeeded(), "");
    return named(attempt, error, needed.isEmpty() ? error : error + ", needs the scope " + needed);
  }

  private <T> Reply<T> named(Attempt attempt, String error, String message) {
    if (DENIED.contains(error)) {
      return new Reply.Denied<>(error);
    }
    if (LIMITED.contains(error)) {
      return limited(attempt, Wire.backOff(""), error);
    }
    if (NOT_NOW.contains(error)) {
      return new Reply.Retry<>(Optional.empty(), attempt.says(error));
    }
    return error.isEmpty() || DOUBTFUL.contains(error)
        ? attempt.doubt(error.isEmpty() ? "refused without a reason" : error)
        : new Reply.Rejected<>(attempt.clean(error), attempt.says(message));
  }

  private <T> Reply<T> limited(Attempt attempt, Duration wait, String why) {
    pace.close(attempt.method(), attempt.scope(), wait);
    return new Reply.Retry<>(Optional.of(wait), attempt.says(why));
  }

  private <T> Reply<T> failed(Attempt attempt, IOException failure) {
    return switch (rootOf(failure)) {
      case NotServed it -> notServed(attempt, it);
      case NotAnswered it when !it.sent() ->
          new Reply.Retry<>(Optional.empty(), attempt.says(String.valueOf(it.getMessage())));
      case NotAnswered it -> attempt.doubt(String.valueOf(it.getMessage()));
      case Throwable it -> attempt.doubt("no answer, " + it.getClass().getSimpleName());
    };
  }

  /** A call that runs out of time wraps what ended it. */
  static Throwable rootOf(Throwable failure) {
    Throwable at = failure;
    while (!(at instanceof NotServed || at instanceof NotAnswered) && at.getCause() != null) {
      at = at.getCause();
    }
    return at;
  }

  private <T> Reply<T> notServed(Attempt attempt, NotServed it) {
    String http = "HTTP " + it.status();
    if (it.status() == 429) {
      return limited(attempt, it.after().orElse(Wire.backOff("")), http);
    }
    if (it.status() >= 500 || it.status() == 408) {
      return outOfOrder(attempt, it, it.error().isEmpty() ? http : http + ", " + it.error());
    }
    if (!it.error().isEmpty()) {
      return named(attempt, it.error(), http + ", " + it.error());
    }
    return it.status() == 401 || it.status() == 403
        ? new Reply.Denied<>(http)
        : new Reply.Rejected<>("http_" + it.status(), attempt.says(http));
  }

  /**
   * Slack's own failures have a name and mostly the status 200. A bare 5xx is the word of whoever
   * stands before it, and an outage would else use up the few tries of an unknown outcome.
   */
  private static <T> Reply<T> outOfOrder(Attempt attempt, NotServed it, String why) {
    return NOT_AWAITED.contains(it.status()) || DOUBTFUL.contains(it.error())
        ? attempt.doubt(why)
        : new Reply.Retry<>(Optional.empty(), attempt.says(why));
  }
}
