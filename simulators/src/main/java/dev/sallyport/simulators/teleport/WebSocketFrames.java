package dev.sallyport.simulators.teleport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The server's side of WebSocket frames (RFC 6455 §5.2). As older Teleport proxies, it wants the
 * mask bit but does not apply the key, so only an all-zero key works.
 */
final class WebSocketFrames {
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int FINAL = 0x80;

  private final DataInputStream in;
  private final DataOutputStream out;

  WebSocketFrames(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
  }

  /** The next payload of data; an end of file after a close. */
  byte[] read() throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int second = in.readUnsignedByte();
      if ((second & 0x80) == 0) {
        throw new IOException("a client's frame without the mask bit");
      }
      long length = second & 0x7f;
      if (length == 126) {
        length = in.readUnsignedShort();
      } else if (length == 127) {
        length = in.readLong();
      }
      in.readInt();
      byte[] payload = in.readNBytes(Math.toIntExact(length));
      switch (opcode) {
        case CLOSE -> throw new EOFException("closed by the client");
        case PING -> write(PONG, payload, payload.length);
        case PONG -> {}
        default -> {
          return payload;
        }
      }
    }
  }

  void writeData(byte[] data, int length) throws IOException {
    write(BINARY, data, length);
  }

  void ping() throws IOException {
    write(PING, new byte[0], 0);
  }

  private synchronized void write(int opcode, byte[] payload, int length) throws IOException {
    out.writeByte(FINAL | opcode);
    if (length < 126) {
      out.writeByte(length);
    } else if (length < 1 << 16) {
      out.writeByte(126);
      out.writeShort(length);
    } else {
      out.writeByte(127);
      out.writeLong(length);
    }
    out.write(payload, 0, length);
    out.flush();
  }
}
