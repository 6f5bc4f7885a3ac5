package dev.sallyport.teleport;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gathers what a {@link TeleportClient} needs. Only the identity has no default. */
public final class TeleportClientBuilder {
  private final String host;
  private final int port;
  private @Nullable Supplier<Identity> identity;
  private ConnectionUpgrade upgrade = ConnectionUpgrade.AUTO;
  private String clusterName = "";
  private List<X509Certificate> proxyAuthorities = List.of();
  private Duration deadline = Duration.ofSeconds(10);
  private Duration idleLimit = Duration.ofSeconds(30);
  private Duration reloadInterval = Duration.ofSeconds(60);
  private Duration initTimeout = Duration.ofSeconds(15);
  private Consumer<String> onReloadError = text -> {};
  private InstantSource clock = InstantSource.system();

  TeleportClientBuilder(String address) {
    String bare = address.startsWith("https://") ? address.substring("https://".length()) : address;
    int colon = bare.lastIndexOf(':');
    if (colon < 1 || !bare.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "the Teleport address must be host:port, for example example.com:443, not '"
              + address
              + "'");
    }
    String name = bare.substring(0, colon);
    this.host =
        name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    this.port = Integer.parseInt(bare.substring(colon + 1));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "the Teleport address has no such port: '" + address + "'");
    }
  }

  /**
   * Where the identity comes from. It is asked at the start and before calls, at most once per
   * {@link #reloadInterval}; it should be quick, and may throw {@link UnusableIdentity}.
   */
  public TeleportClientBuilder identity(Supplier<Identity> identity) {
    this.identity = identity;
    return this;
  }

  /** Whether to connect through a WebSocket; {@link ConnectionUpgrade#AUTO} by default. */
  public TeleportClientBuilder connectionUpgrade(ConnectionUpgrade upgrade) {
    this.upgrade = upgrade;
    return this;
  }

  /**
   * The cluster to reach behind a proxy, at most 109 bytes; by default the one that the identity's
   * CAs name. A leaf cluster's name reaches that leaf.
   */
  public TeleportClientBuilder clusterName(String clusterName) {
    this.clusterName = clusterName;
    return this;
  }

  /**
   * Authorities for the outer TLS of upgraded connections, where a load balancer's certificate is
   * not from a public CA; by default the JDK's. They never vouch for Teleport itself.
   */
  public TeleportClientBuilder proxyAuthorities(List<X509Certificate> authorities) {
    this.proxyAuthorities = List.copyOf(authorities);
    return this;
  }

  /** How long one call may take, connecting included; a retry starts anew. 10 s by default. */
  public TeleportClientBuilder deadline(Duration deadline) {
    this.deadline = positive(deadline, "deadline");
    return this;
  }

  /**
   * A connection that nothing used for longer is not used again: a function may have been frozen,
   * and its connection cut unnoticed. 30 s by default; an open watch keeps its connection.
   */
  public TeleportClientBuilder idleLimit(Duration idleLimit) {
    this.idleLimit = positive(idleLimit, "idle limit");
    return this;
  }

  /**
   * How often the identity is looked at again; 60 s by default, 2 s after a call without an answer.
   */
  public TeleportClientBuilder reloadInterval(Duration reloadInterval) {
    this.reloadInterval = positive(reloadInterval, "reload interval");
    return this;
  }

  /** How long a watch may take to begin; 15 s by default. */
  public TeleportClientBuilder initTimeout(Duration initTimeout) {
    this.initTimeout = positive(initTimeout, "INIT timeout");
    return this;
  }

  /**
   * Hears, on the thread of a call, why new credentials were not taken; the old ones stay in use.
   */
  public TeleportClientBuilder onReloadError(Consumer<String> onReloadError) {
    this.onReloadError = onReloadError;
    return this;
  }

  /** The wall clock; the system's by default. */
  public TeleportClientBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Makes the client. It connects with its first call.
   *
   * @throws UnusableIdentity when the identity cannot be read or has expired
   */
  public TeleportClient build() {
    if (identity == null) {
      throw new IllegalStateException(
          "TeleportClient.builder(\"" + host + "\") needs identity(...)");
    }
    return new TeleportClient(
        new Settings(
            host,
            port,
            identity,
            upgrade,
            clusterName,
            proxyAuthorities,
            deadline,
            idleLimit,
            reloadInterval,
            initTimeout,
            onReloadError,
            clock));
  }

  private static Duration positive(Duration duration, String what) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("the " + what + " must be positive, not " + duration);
    }
    return duration;
  }
}
