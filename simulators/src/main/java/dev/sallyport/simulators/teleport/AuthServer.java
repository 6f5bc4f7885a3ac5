package dev.sallyport.simulators.teleport;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** The listening server: mutual TLS, ALPN h2, Teleport's keep-alive rules and size limit. */
final class AuthServer implements AutoCloseable {
  private static final int INBOUND_LIMIT = 4 << 20;
  private static final int STREAMS = 1000;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final SslContext tls;
  private final ServerInterceptor interceptor;
  private final List<BindableService> services;
  private Server server;

  AuthServer(
      int port,
      ServerKey key,
      Authority users,
      ServerInterceptor interceptor,
      List<BindableService> services) {
    this.tls = tls(key, users);
    this.interceptor = interceptor;
    this.services = List.copyOf(services);
    this.server = start(port);
  }

  synchronized int port() {
    return server.getPort();
  }

  /**
   * Refuses new connections, says GOAWAY on the open ones, and closes them.
   *
   * @param endStreams ends what would go on for ever
   */
  synchronized void stop(Runnable endStreams) {
    server.shutdown();
    endStreams.run();
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)
          && !server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Listens again on the same port. */
  synchronized void restart(int port) {
    if (!server.isShutdown()) {
      throw new IllegalStateException("the server has not been stopped");
    }
    server = start(port);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private Server start(int port) {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .sslContext(tls)
            .executor(executor)
            .intercept(interceptor)
            .keepAliveTime(60, TimeUnit.SECONDS)
            .keepAliveTimeout(180, TimeUnit.SECONDS)
            .permitKeepAliveTime(60, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxConcurrentCallsPerConnection(STREAMS)
            .maxInboundMessageSize(INBOUND_LIMIT);
    services.forEach(builder::addService);
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  /** The JDK's provider: it takes a key manager that changes, and Ed25519 clients. */
  private static SslContext tls(ServerKey key, Authority users) {
    try {
      return GrpcSslContexts.configure(SslContextBuilder.forServer(key), SslProvider.JDK)
          .trustManager(users.certificate())
          .clientAuth(ClientAuth.REQUIRE)
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }
}
