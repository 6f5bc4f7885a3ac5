package dev.sallyport.tests.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears what a function sends to X-Ray's daemon, as it is (AWS X-Ray, daemon: UDP). */
public final class TraceDaemon implements AutoCloseable {
  private static final int LARGEST = 65_507;

  private final DatagramSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  public TraceDaemon() {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::hear);
  }

  private void hear() {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      while (!socket.isClosed()) {
        packet.setLength(LARGEST);
        socket.receive(packet);
        heard.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  /** As {@code AWS_XRAY_DAEMON_ADDRESS} wants it. */
  public String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  public List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    socket.close();
  }
}
