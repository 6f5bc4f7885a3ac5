package dev.sallyport.teleport;

import io.grpc.netty.shaded.io.netty.channel.ChannelFactory;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * Sockets that speak TLS to a load balancer or proxy (its public certificate, its own name) and
 * upgrade to a WebSocket before gRPC, with the cluster's TLS inside, sees them as connected.
 */
final class UpgradedChannels implements ChannelFactory<NioSocketChannel> {
  private final Settings settings;
  private final SslContext outer;

  UpgradedChannels(Settings settings) {
    this.settings = settings;
    try {
      SslContextBuilder builder =
          SslContextBuilder.forClient()
              .sslProvider(SslProvider.JDK)
              .endpointIdentificationAlgorithm("HTTPS")
              .applicationProtocolConfig(ClusterTls.alpn(List.of("http/1.1")));
      if (!settings.proxyAuthorities().isEmpty()) {
        builder.trustManager(ClusterTls.trusting(settings.proxyAuthorities()));
      }
      this.outer = builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS with the system's authorities cannot be set up", e);
    }
  }

  @Override
  public NioSocketChannel newChannel() {
    var channel = new NioSocketChannel();
    channel
        .pipeline()
        .addLast(new OuterTls(outer.newHandler(channel.alloc(), settings.host(), settings.port())))
        .addLast(new WebSocketUpgrade(settings.host() + ":" + settings.port()));
    return channel;
  }
}
