package dev.sallyport.simulators.secretsmanager;

import java.time.InstantSource;

/**
 * How a simulated account is set up.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param clock tells when versions are made and secrets changed
 */
public record SecretsManagerOptions(int port, InstantSource clock, String region, String account) {
  public SecretsManagerOptions {
    if (!account.matches("\\d{12}")) {
      throw new IllegalArgumentException("an account has twelve digits, not " + account);
    }
  }

  /** A free port, the system's clock, and an account in Frankfurt. */
  public static SecretsManagerOptions defaults() {
    return new SecretsManagerOptions(0, InstantSource.system(), "eu-central-1", "111111111111");
  }

  public SecretsManagerOptions withPort(int newPort) {
    return new SecretsManagerOptions(newPort, clock, region, account);
  }

  public SecretsManagerOptions withClock(InstantSource newClock) {
    return new SecretsManagerOptions(port, newClock, region, account);
  }
}
