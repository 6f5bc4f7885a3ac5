package dev.sallyport.poller;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks the poller of the same container how it is: 0 = well, 1 = ill. For images without a shell.
 * It starts as few classes as can be, since it takes its time from the poller's processor.
 */
public final class Probe {
  /** Where health is served when nothing else is said. */
  static final int DEFAULT_PORT = 8080;

  private static final int MILLIS = 3_000;
  private static final byte[] REQUEST =
      "GET /health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private Probe() {}

  /** The process. Its port is the poller's, and arguments are of no interest. */
  public static void main(String[] arguments) {
    System.exit(exitCode(System.getenv().getOrDefault("SALLYPORT_HEALTH_PORT", "")));
  }

  /** A poller that serves nothing cannot be asked, and is taken to be well. */
  static int exitCode(String variable) {
    int port = port(variable);
    return port == 0 || isWell(port) ? 0 : 1;
  }

  /** A blank variable is as good as none. */
  static int port(String variable) {
    return variable.isBlank() ? DEFAULT_PORT : Integer.parseInt(variable);
  }

  private static boolean isWell(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write(REQUEST);
      return status(socket.getInputStream()).startsWith("200", "HTTP/1.1 ".length());
    } catch (IOException e) {
      return false;
    }
  }

  private static String status(InputStream answer) throws IOException {
    return new String(answer.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
  }
}
