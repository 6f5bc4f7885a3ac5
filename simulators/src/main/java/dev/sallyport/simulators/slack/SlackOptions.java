package dev.sallyport.simulators.slack;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a simulated workspace is set up.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param clock the workspace's time: message timestamps, signatures, rate limits and the life of a
 *     {@code response_url} follow it
 * @param domain the workspace's name, as in {@code domain.slack.com}
 * @param botName the app's name, which its messages bear
 * @param token the bot token that is accepted from the start
 * @param scopes what the token may do
 * @param signingSecret signs the clicks
 * @param requestUrl where clicks are delivered; without one every click fails
 * @param rateLimits which rate limits hold
 */
public record SlackOptions(
    int port,
    InstantSource clock,
    String domain,
    String botName,
    String token,
    Set<String> scopes,
    String signingSecret,
    Optional<URI> requestUrl,
    RateLimits rateLimits) {
  private static final Set<String> MANIFEST =
      Set.of(
          "chat:write",
          "chat:write.public",
          "im:write",
          "users:read",
          "users:read.email",
          "reactions:write",
          "channels:read",
          "groups:read");

  public SlackOptions {
    if (token.isBlank() || signingSecret.isBlank()) {
      throw new IllegalArgumentException(
          "a simulated workspace needs a bot token and a signing secret");
    }
    scopes = Set.copyOf(scopes);
  }

  /** A free port, the system's clock, rate limits on, and no history scopes. */
  public static SlackOptions defaults() {
    return new SlackOptions(
        0,
        InstantSource.system(),
        "example",
        "Teleport",
        "xoxb-simulated-not-real",
        MANIFEST,
        "simulated-signing-secret-not-real",
        Optional.empty(),
        RateLimits.ON);
  }

  public SlackOptions withPort(int newPort) {
    return new SlackOptions(
        newPort, clock, domain, botName, token, scopes, signingSecret, requestUrl, rateLimits);
  }

  public SlackOptions withClock(InstantSource newClock) {
    return new SlackOptions(
        port, newClock, domain, botName, token, scopes, signingSecret, requestUrl, rateLimits);
  }

  public SlackOptions withDomain(String newDomain) {
    return new SlackOptions(
        port, clock, newDomain, botName, token, scopes, signingSecret, requestUrl, rateLimits);
  }

  public SlackOptions withBotName(String newName) {
    return new SlackOptions(
        port, clock, domain, newName, token, scopes, signingSecret, requestUrl, rateLimits);
  }

  public SlackOptions withToken(String newToken) {
    return new SlackOptions(
        port, clock, domain, botName, newToken, scopes, signingSecret, requestUrl, rateLimits);
  }

  /** Grants these scopes in place of the default ones. */
  public SlackOptions withScopes(Set<String> newScopes) {
    return new SlackOptions(
        port, clock, domain, botName, token, newScopes, signingSecret, requestUrl, rateLimits);
  }

  /** Grants these scopes too. */
  public SlackOptions withMoreScopes(String... more) {
    Set<String> all = new LinkedHashSet<>(scopes);
    all.addAll(List.of(more));
    return withScopes(all);
  }

  public SlackOptions withSigningSecret(String secret) {
    return new SlackOptions(
        port, clock, domain, botName, token, scopes, secret, requestUrl, rateLimits);
  }

  public SlackOptions withRequestUrl(URI url) {
    return new SlackOptions(
        port, clock, domain, botName, token, scopes, signingSecret, Optional.of(url), rateLimits);
  }

  public SlackOptions withRateLimits(RateLimits limits) {
    return new SlackOptions(
        port, clock, domain, botName, token, scopes, signingSecret, requestUrl, limits);
  }

  @Override
  public String toString() {
    return "SlackOptions[port=" + port + ", domain=" + domain + ", scopes=" + scopes + "]";
  }
}
