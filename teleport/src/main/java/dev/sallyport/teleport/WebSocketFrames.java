package dev.sallyport.teleport;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;

/** WebSocket frames (RFC 6455, section 5) as far as a byte tunnel needs them. */
final class WebSocketFrames {
  static final int BINARY = 0x2;
  private static final int CONTINUATION = 0x0;
  private static final int CLOSE = 0x8;
  private static final int PING = 0x9;
  private static final int PONG = 0xa;
  private static final int MASKED = 0x80;
  private static final long MAX_PAYLOAD = 64L * 1024 * 1024;

  private ByteBuf pending = Unpooled.EMPTY_BUFFER;

  /** The head of one final frame from a client, its mask being zeros. */
  static ByteBuf header(int opcode, int length) {
    ByteBuf header = Unpooled.buffer(14);
    header.writeByte(0x80 | opcode);
    if (length < 126) {
      header.writeByte(MASKED | length);
    } else if (length <= 0xffff) {
      header.writeByte(MASKED | 126).writeShort(length);
    } else {
      header.writeByte(MASKED | 127).writeLong(length);
    }
    return header.writeInt(0);
  }

  /** Takes received bytes (and their ownership) and passes on the payload of each whole frame. */
  void read(ChannelHandlerContext ctx, ByteBuf bytes) throws IOException {
    pending = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), pending, bytes);
    while (frame(ctx)) {
      // each call takes one frame
    }
  }

  private boolean frame(ChannelHandlerContext ctx) throws IOException {
    int at = pending.readerIndex();
    int available = pending.readableBytes();
    if (available < 2) {
      return false;
    }
    int code = pending.getByte(at + 1) & 0x7f;
    int head = code == 127 ? 10 : code == 126 ? 4 : 2;
    boolean masked = (pending.getByte(at + 1) & MASKED) != 0;
    if (available < head) {
      return false;
    }
    long length =
        code == 127
            ? pending.getLong(at + 2)
            : code == 126 ? pending.getUnsignedShort(at + 2) : code;
    if (masked || length < 0 || length > MAX_PAYLOAD) {
      throw new IOException("a WebSocket frame that no proxy sends");
    }
    if (available - head < length) {
      return false;
    }
    int opcode = pending.getByte(at) & 0x0f;
    pending.skipBytes(head);
    deliver(ctx, opcode, pending.readRetainedSlice((int) length));
    return true;
  }

  private static void deliver(ChannelHandlerContext ctx, int opcode, ByteBuf payload) {
    switch (opcode) {
      case BINARY, CONTINUATION -> ctx.fireChannelRead(payload);
      case PING -> {
        var _ = ctx.write(header(PONG, payload.readableBytes()));
        var _ = ctx.writeAndFlush(payload);
      }
      case CLOSE -> {
        payload.release();
        var _ = ctx.close();
      }
      default -> payload.release();
    }
  }

  void release() {
    pending.release();
    pending = Unpooled.EMPTY_BUFFER;
  }
}
