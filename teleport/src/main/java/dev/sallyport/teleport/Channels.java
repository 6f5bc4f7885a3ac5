package dev.sallyport.teleport;

import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioIoHandler;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes gRPC channels to the address. Keep-alive: Teleport cuts clients that ping more often than
 * every 60 s, also without calls; load balancers cut what is silent for 350 s. Messages: Teleport
 * sends up to 4 MiB by its default, lists and plugin data may pass that, so 16 MiB are taken.
 */
final class Channels implements AutoCloseable {
  static final Duration KEEP_ALIVE = Duration.ofSeconds(75);
  private static final int INBOUND_LIMIT = 16 * 1024 * 1024;

  private final Settings settings;
  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("teleport-client", true), NioIoHandler.newFactory());

  Channels(Settings settings) {
    this.settings = settings;
  }

  Link link(Identity identity, boolean upgraded) {
    String cluster =
        settings.clusterName().isEmpty() ? identity.clusterName() : settings.clusterName();
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(settings.host(), settings.port())
            .overrideAuthority(ClusterTls.SERVER_NAME)
            .sslContext(ClusterTls.context(identity, cluster))
            .eventLoopGroup(loop)
            .keepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
            .keepAliveTimeout(30, TimeUnit.SECONDS)
            .keepAliveWithoutCalls(true)
            .maxInboundMessageSize(INBOUND_LIMIT)
            .userAgent("sallyport-teleport")
            .disableServiceConfigLookUp()
            .disableRetry();
    if (upgraded) {
      builder.channelFactory(new UpgradedChannels(settings));
    } else {
      builder.channelType(NioSocketChannel.class);
    }
    return new Link(builder.build(), identity, upgraded, settings.clock());
  }

  ScheduledExecutorService timer() {
    return loop;
  }

  @Override
  public void close() {
    var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
