package dev.sallyport.simulators.teleport;

import org.jspecify.annotations.Nullable;

/** The ways to Auth through a proxy, each started when first asked for. */
final class Fronts implements AutoCloseable {
  private final TeleportOptions options;
  private final int authPort;
  private @Nullable ProxyFront proxy;
  private @Nullable UpgradeFront upgrade;

  Fronts(TeleportOptions options, int authPort) {
    this.options = options;
    this.authPort = authPort;
  }

  synchronized ProxyFront proxy() {
    ProxyFront started = proxy == null ? new ProxyFront(options.clusterName(), authPort) : proxy;
    proxy = started;
    return started;
  }

  synchronized UpgradeFront upgrade() {
    UpgradeFront started =
        upgrade == null
            ? new UpgradeFront(
                proxy().port(), options.proxyPublicAddr().split(":", 2)[0], discovery())
            : upgrade;
    upgrade = started;
    return started;
  }

  @Override
  public synchronized void close() {
    if (upgrade != null) {
      upgrade.close();
    }
    if (proxy != null) {
      proxy.close();
    }
  }

  /** What {@code /webapi/find} answers. */
  private String discovery() {
    return """
    {"cluster_name":"%s","server_version":"%s","min_client_version":"16.0.0","edition":"%s",\
    "proxy":{"tls_routing_enabled":true,"ssh":{"public_addr":"%s"}}}\
    """
        .formatted(
            options.clusterName(),
            options.serverVersion(),
            options.enterprise() ? "ent" : "community",
            options.proxyPublicAddr());
  }
}
