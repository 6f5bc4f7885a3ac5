package dev.sallyport.integrations.teleport;

import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.auth.PingResponse;
import java.util.Optional;

/**
 * Where people decide in the browser; only an Enterprise cluster has such a page. Asked for once.
 */
public final class WebPage {
  private final TeleportClient teleport;
  private Optional<String> url = Optional.empty();
  private boolean known;

  public WebPage(TeleportClient teleport) {
    this.teleport = teleport;
  }

  /** {@code https://host[:port]}; empty where there is none, or while Teleport cannot be asked. */
  public synchronized Optional<String> url() {
    if (!known && teleport.ping() instanceof Answer.Ok<PingResponse>(PingResponse cluster)) {
      url = of(cluster);
      known = true;
    }
    return url;
  }

  private static Optional<String> of(PingResponse cluster) {
    return Optional.of(cluster.getProxyPublicAddr())
        .filter(_ -> cluster.getServerFeatures().getAdvancedAccessWorkflows())
        .filter(address -> !address.isBlank())
        .map(address -> "https://" + address.replaceFirst(":443$", ""));
  }
}
