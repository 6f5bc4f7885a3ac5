package dev.sallyport.webhooks;

import dev.sallyport.core.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A service of AWS that speaks one of its JSON protocols. A call ends within its time whatever the
 * network does, name look-up and an answer that trickles included; within it a call that failed at
 * once is made a second time, so only calls that may be repeated belong here.
 *
 * @param protocol the content type
 * @param time for a call with its repetition
 */
record AwsService(
    URI endpoint, String protocol, AwsSignature signature, Duration time, InstantSource clock) {
  private static final int ATTEMPTS = 2;
  private static final Duration CONNECT = Duration.ofMillis(800);
  private static final int LARGEST_ANSWER = 64 * 1024;

  /**
   * Calls an operation; answers the body.
   *
   * @throws Unavailable naming the operation and what went wrong, never a content
   */
  byte[] call(String operation, byte[] body) {
    try {
      return Limited.run("aws", time, () -> attempt(operation, body));
    } catch (TimeoutException e) {
      throw new Unavailable(operation + " took longer than " + time.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw new Unavailable(operation + " failed: " + reason(e), e);
    }
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return cause instanceof Refused refused
        ? "HTTP " + refused.status
        : cause.getClass().getSimpleName();
  }

  private byte[] attempt(String operation, byte[] body) throws IOException {
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        return exchange(operation, body);
      } catch (IOException e) {
        if (left == 0 || Thread.interrupted() || (e instanceof Refused no && no.isFinal())) {
          throw e;
        }
      }
    }
  }

  private byte[] exchange(String operation, byte[] body) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) endpoint.resolve("/").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setConnectTimeout((int) Math.min(CONNECT.toMillis(), time.toMillis()));
    connection.setReadTimeout((int) time.toMillis());
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    Map<String, String> headers =
        signature.sign(
            host(),
            Map.of("content-type", protocol, "x-amz-target", operation),
            body,
            clock.instant());
    for (Map.Entry<String, String> header : headers.entrySet()) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return answer(connection);
  }

  private static byte[] answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new Refused(status);
    }
    try (InputStream in = connection.getInputStream()) {
      byte[] answer = in.readNBytes(LARGEST_ANSWER + 1);
      if (answer.length > LARGEST_ANSWER) {
        throw new IOException("the answer is longer than " + LARGEST_ANSWER);
      }
      return answer;
    }
  }

  /** As the connection will say it: without the scheme's usual port. */
  private String host() {
    int usual = endpoint.getScheme().equals("https") ? 443 : 80;
    return endpoint.getPort() < 0 || endpoint.getPort() == usual
        ? endpoint.getHost()
        : endpoint.getHost() + ":" + endpoint.getPort();
  }

  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status) {
      super("HTTP " + status);
      this.status = status;
    }

    boolean isFinal() {
      return status < 500 && status != 429;
    }
  }
}
