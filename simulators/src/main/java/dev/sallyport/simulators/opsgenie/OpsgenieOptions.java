package dev.sallyport.simulators.opsgenie;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How a simulated account is set up.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param clock the account's time
 * @param apiKey the key of Opsgenie's API integration, accepted from the start
 * @param jsmApiKey the key of JSM's API integration, accepted from the start
 * @param email the Atlassian user whose API token is accepted from the start
 * @param apiToken that user's API token
 * @param cloudId the Atlassian site
 * @param earlyReads how many reads come too early to see what a request changed
 * @param processingTime how long a request waits at least, by the clock, before it is processed
 */
public record OpsgenieOptions(
    int port,
    InstantSource clock,
    String apiKey,
    String jsmApiKey,
    String email,
    String apiToken,
    String cloudId,
    int earlyReads,
    Duration processingTime) {
  public OpsgenieOptions {
    if (apiKey.isBlank() || jsmApiKey.isBlank() || email.isBlank() || apiToken.isBlank()) {
      throw new IllegalArgumentException(
          "a simulated account needs both API keys, an e-mail address and an API token");
    }
    if (!cloudId.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("a cloud id is a UUID, not " + cloudId);
    }
    if (earlyReads < 0 || processingTime.isNegative()) {
      throw new IllegalArgumentException(
          "requests cannot be processed before they arrive: " + earlyReads + ", " + processingTime);
    }
  }

  /** A free port, the system's clock, and requests that are processed at once. */
  public static OpsgenieOptions defaults() {
    return new OpsgenieOptions(
        0,
        InstantSource.system(),
        "simulated-key-not-real",
        "simulated-jsm-key-not-real",
        "sallyport@example.com",
        "simulated-token-not-real",
        "11111111-2222-4333-8444-555555555555",
        0,
        Duration.ZERO);
  }

  public OpsgenieOptions withPort(int newPort) {
    return new OpsgenieOptions(
        newPort, clock, apiKey, jsmApiKey, email, apiToken, cloudId, earlyReads, processingTime);
  }

  public OpsgenieOptions withClock(InstantSource newClock) {
    return new OpsgenieOptions(
        port, newClock, apiKey, jsmApiKey, email, apiToken, cloudId, earlyReads, processingTime);
  }

  public OpsgenieOptions withApiKey(String key) {
    return new OpsgenieOptions(
        port, clock, key, jsmApiKey, email, apiToken, cloudId, earlyReads, processingTime);
  }

  public OpsgenieOptions withJsmApiKey(String key) {
    return new OpsgenieOptions(
        port, clock, apiKey, key, email, apiToken, cloudId, earlyReads, processingTime);
  }

  public OpsgenieOptions withApiToken(String userEmail, String token) {
    return new OpsgenieOptions(
        port, clock, apiKey, jsmApiKey, userEmail, token, cloudId, earlyReads, processingTime);
  }

  public OpsgenieOptions withCloudId(String id) {
    return new OpsgenieOptions(
        port, clock, apiKey, jsmApiKey, email, apiToken, id, earlyReads, processingTime);
  }

  /** Lets this many reads after each request see the state before it. */
  public OpsgenieOptions withEarlyReads(int reads) {
    return new OpsgenieOptions(
        port, clock, apiKey, jsmApiKey, email, apiToken, cloudId, reads, processingTime);
  }

  /** Processes requests no sooner than so long after their arrival, by the clock. */
  public OpsgenieOptions withProcessingTime(Duration time) {
    return new OpsgenieOptions(
        port, clock, apiKey, jsmApiKey, email, apiToken, cloudId, earlyReads, time);
  }

  @Override
  public String toString() {
    return "OpsgenieOptions[port=" + port + ", email=" + email + ", cloudId=" + cloudId + "]";
  }
}
