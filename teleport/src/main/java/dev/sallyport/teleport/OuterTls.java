package dev.sallyport.teleport;

import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandler;

/**
 * A TLS handler that is not found as one: gRPC looks for the first {@link SslHandler} of the
 * pipeline to see what its own TLS, which is the inner one, negotiated. Passes everything on.
 */
final class OuterTls extends ChannelDuplexHandler {
  private final SslHandler handler;

  OuterTls(SslHandler handler) {
    this.handler = handler;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) throws Exception {
    handler.handlerAdded(ctx);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) throws Exception {
    handler.handlerRemoved(ctx);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) throws Exception {
    handler.channelActive(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    handler.channelInactive(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
    handler.channelRead(ctx, message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    handler.channelReadComplete(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    handler.userEventTriggered(ctx, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    handler.exceptionCaught(ctx, cause);
  }

  @Override
  public void disconnect(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
    handler.disconnect(ctx, promise);
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
    handler.close(ctx, promise);
  }

  @Override
  public void read(ChannelHandlerContext ctx) throws Exception {
    handler.read(ctx);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise)
      throws Exception {
    handler.write(ctx, message, promise);
  }

  @Override
  public void flush(ChannelHandlerContext ctx) throws Exception {
    handler.flush(ctx);
  }
}
