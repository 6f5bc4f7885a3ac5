package dev.sallyport.teleport;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelDuplexHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPromise;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Upgrades to a WebSocket once the outer TLS stands, and carries bytes in binary frames from then
 * on. What comes after this handler sees the channel become active only when the upgrade is
 * through. Frames are "masked" with zeros, since older proxies do not unmask. Source: RFC 6455;
 * Teleport, {@code api/client/alpn_conn_upgrade.go}.
 */
final class WebSocketUpgrade extends ChannelDuplexHandler {
  private static final String PROTOCOL = "alpn-ping";
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int MAX_HEAD = 16 * 1024;
  private static final int TIMEOUT_SECONDS = 10;

  private final String host;
  private final String key = newKey();
  private final WebSocketFrames frames = new WebSocketFrames();
  private ByteBuf head = Unpooled.EMPTY_BUFFER;
  private @Nullable ScheduledFuture<?> timeout;
  private boolean upgraded;

  WebSocketUpgrade(String host) {
    this.host = host;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    timeout =
        ctx.executor()
            .schedule(
                () -> fail(ctx, "no answer to the upgrade within " + TIMEOUT_SECONDS + " s"),
                TIMEOUT_SECONDS,
                TimeUnit.SECONDS);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (upgraded || !(event instanceof SslHandshakeCompletionEvent handshake)) {
      ctx.fireUserEventTriggered(event);
    } else if (handshake.isSuccess()) {
      // Swallowed: the handler of the inner TLS must not take it for its own.
      var _ = ctx.writeAndFlush(Unpooled.copiedBuffer(request(), StandardCharsets.US_ASCII));
    } else {
      ctx.fireExceptionCaught(handshake.cause());
    }
  }

  private String request() {
    return String.join(
        "\r\n",
        "GET /webapi/connectionupgrade HTTP/1.1",
        "Host: " + host,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: " + key,
        "Sec-WebSocket-Protocol: " + PROTOCOL,
        "",
        "");
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) throws IOException {
    if (!(message instanceof ByteBuf bytes)) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (!upgraded) {
      head = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), head, bytes);
      int end = endOfHead();
      if (end < 0) {
        if (head.readableBytes() > MAX_HEAD) {
          fail(ctx, "the answer to the upgrade is too long");
        }
        return;
      }
      String answer = head.readCharSequence(end, StandardCharsets.ISO_8859_1).toString();
      String problem = problem(answer);
      if (!problem.isEmpty()) {
        fail(ctx, problem);
        return;
      }
      upgraded = true;
      stopTimer();
      ctx.fireChannelActive();
      bytes = head;
      head = Unpooled.EMPTY_BUFFER;
    }
    frames.read(ctx, bytes);
  }

  private int endOfHead() {
    int index = head.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
    return index < 0 ? -1 : index + 4;
  }

  private String problem(String answer) {
    String[] lines = answer.split("\r\n");
    String status = lines[0].replaceAll("[^ -~]", "?");
    if (!status.matches("HTTP/1\\.1 101( .*)?")) {
      return "the upgrade was refused with '" + status + "'";
    }
    boolean complete =
        has(lines, "upgrade", "websocket")
            && has(lines, "sec-websocket-protocol", PROTOCOL)
            && has(lines, "sec-websocket-accept", accept(key));
    return complete ? "" : "the upgrade was answered, but not by a Teleport proxy";
  }

  private static boolean has(String[] lines, String name, String value) {
    return Arrays.stream(lines)
        .map(line -> line.split(":", 2))
        .filter(
            parts -> parts.length == 2 && parts[0].strip().toLowerCase(Locale.ROOT).equals(name))
        .anyMatch(
            parts ->
                name.equals("upgrade")
                    ? parts[1].strip().equalsIgnoreCase(value)
                    : parts[1].strip().equals(value));
  }

  static String accept(String key) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-1 is part of every JDK", e);
    }
  }

  private static String newKey() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (upgraded && message instanceof ByteBuf bytes) {
      var _ = ctx.write(WebSocketFrames.header(WebSocketFrames.BINARY, bytes.readableBytes()));
      var _ = ctx.write(bytes, promise);
    } else {
      ReferenceCountUtil.release(message);
      var _ = promise.setFailure(new IOException("written before the connection was upgraded"));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    stopTimer();
    if (!upgraded) {
      ctx.fireExceptionCaught(new IOException("the connection was closed during the upgrade"));
    }
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    stopTimer();
    head.release();
    frames.release();
  }

  private void stopTimer() {
    if (timeout != null) {
      var _ = timeout.cancel(false);
      timeout = null;
    }
  }

  private void fail(ChannelHandlerContext ctx, String problem) {
    stopTimer();
    ctx.fireExceptionCaught(new IOException("connection upgrade at " + host + ": " + problem));
    var _ = ctx.close();
  }
}
