package dev.sallyport.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.tests.Wait;
import dev.sallyport.tests.lambda.TraceDaemon;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What X-Ray gets of a function that breaks, where tracing is on: its runtime reports the words of
 * the exception. What works is {@link EventsInLambdaTest}'s.
 */
@Timeout(300)
final class TracesTest {
  private static final String PLANTED = "canary-in-what-breaks-4711";
  private static final byte[] BROKEN =
      "{\"Records\": [{\"body\": \"%s\"".formatted(PLANTED).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void anEventThatBreaksAFunctionIsNotTraced() throws IOException {
    try (LambdaSamples lambda = new LambdaSamples(folder)) {
      List<String> reported =
          List.of(
              lambda.fail("Decide", "", BROKEN),
              lambda.fail("Notify", "pagerduty", BROKEN),
              lambda.fail("Review", "slack", BROKEN),
              lambda.fail("Sweep", "pagerduty", BROKEN));
      assertThat(lambda.traced()).as("each is traced").hasSameSizeAs(reported);
      assertSilent(lambda, reported);
    }
  }

  @Test
  void aStoredSecretThatBreaksTheRotationIsNotTraced() throws IOException {
    try (LambdaSamples lambda = new LambdaSamples(folder)) {
      SampleSecret secret = lambda.rotated();
      secret.damage("{\"current\": \"" + PLANTED);
      String sample = new String(SampleEvent.of("rotate-create.json"), StandardCharsets.UTF_8);
      String event = sample.replaceFirst("arn:[^\"]*", Matcher.quoteReplacement(secret.arn));
      String reported = lambda.fail("Rotate", "", event.getBytes(StandardCharsets.UTF_8));
      assertThat(lambda.traced()).singleElement().asString().contains("IllegalStateException");
      assertSilent(lambda, List.of(reported));
    }
  }

  @Test
  void aConfigurationThatBreaksTheStartIsNotReported() throws IOException {
    try (LambdaSamples lambda = new LambdaSamples(folder)) {
      Path config = folder.resolve("broken.toml");
      Files.writeString(config, "[slack]\ntoken = " + PLANTED + "\n");
      lambda.set(Map.of("SALLYPORT_CONFIG", config.toString()));
      String reported = lambda.fail("Decide", "", SampleEvent.of("decide-changed.json"));
      assertThat(reported).contains("ConfigError");
      assertSilent(lambda, List.of(reported));
    }
  }

  private static void assertSilent(LambdaSamples lambda, List<String> reported) {
    assertThat(lambda.traced()).noneMatch(it -> it.contains(PLANTED));
    assertThat(reported).noneMatch(it -> it.contains(PLANTED));
    assertThat(lambda.said()).doesNotContain(PLANTED);
  }

  @Test
  void whatIsSentToTheDaemonIsHeard() throws IOException {
    try (TraceDaemon daemon = new TraceDaemon();
        DatagramSocket socket = new DatagramSocket()) {
      byte[] segment = "a segment".getBytes(StandardCharsets.UTF_8);
      int port = Integer.parseInt(daemon.address().substring("127.0.0.1:".length()));
      socket.send(
          new DatagramPacket(segment, segment.length, InetAddress.getLoopbackAddress(), port));
      Wait.until("the segment", () -> daemon.heard().equals(List.of("a segment")), () -> "");
    }
  }
}
