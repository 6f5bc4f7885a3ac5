package dev.sallyport.tests.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.tests.Wait;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The poller's process, from its variables to its exit code. */
final class PollerProcessTest {
  private final Path folder;
  private final Site site;
  private final Set<String> heard = new HashSet<>();

  PollerProcessTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void waitsForWhatItNeedsThenForwardsAndEndsCleanly() throws Exception {
    try (PollerProcess poller = site.poller()) {
      poller.awaitSaid("poller-waiting");
      assertThat(health()).isEqualTo("200 waiting for the configuration in " + configuration());
      site.configure("");
      site.identify(Site.USER);
      poller.awaitSaid("connected");
      Wait.until("ok", () -> health().equals("200 ok"), poller::log);

      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        ids.add(site.request());
      }
      Wait.until("one of them", () -> hears(ids.subList(0, 1)), poller::log);
      assertThat(poller.terminate().exitCode()).as("%s", poller.log()).isZero();
      assertThat(poller.said("poller-ended")).isTrue();
      assertThat(poller.said("hints-left")).isFalse();
      Wait.until("all of them", () -> hears(ids), poller::log);
      assertThat(poller.log().lines())
          .as("one line of JSON each, with the cluster")
          .allSatisfy(line -> assertThat(line).startsWith("{").contains(Site.CLUSTER));
    }
  }

  @Test
  void movesToARenewedIdentityWithoutLosingAnEvent() throws Exception {
    site.configure("");
    site.identify(Site.USER);
    try (PollerProcess poller = site.poller()) {
      poller.awaitSaid("connected");
      List<String> ids = new ArrayList<>();
      site.identify("bot-sallyport-renewed");
      Wait.until(
          "a watch of the new identity",
          () -> {
            ids.add(site.request());
            return watches("bot-sallyport-renewed") == 1 && site.teleport.streams().open() == 1;
          },
          poller::log);
      site.teleport.deleteUser(Site.USER);
      ids.add(site.request());

      Wait.until("all of them", () -> hears(ids), poller::log);
      assertThat(poller.isAlive()).isTrue();
    }
  }

  @Test
  void endsToBeStartedAnewWhenTheWayToTheClusterChanged() throws Exception {
    site.configure("");
    site.identify(Site.USER);
    try (PollerProcess poller = site.poller()) {
      poller.awaitSaid("connected");
      site.configure("refresh_identity = false\n");

      assertThat(poller.exitCode()).as("%s", poller.log()).isZero();
      assertThat(poller.said("teleport-configured-anew")).isTrue();
    }
  }

  @Test
  void endsWithACodeOfItsOwnWhenItIsIllForTooLong() throws Exception {
    site.configure("");
    site.identify(Site.USER);
    site.teleport.stop();
    try (PollerProcess poller = site.poller(Map.of("SALLYPORT_ILL_AT_MOST", "3s"))) {
      Wait.until("illness", () -> health().startsWith("503 "), poller::log);

      assertThat(poller.exitCode()).as("%s", poller.log()).isEqualTo(8);
      assertThat(poller.said("poller-gives-up")).isTrue();
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithItsVariables() throws Exception {
    try (PollerProcess poller = site.poller(Map.of("SALLYPORT_QUEUE_REQUESTS", ""));
        PollerProcess renew = PollerProcess.start("Renew", folder, Map.of());
        PollerProcess help = PollerProcess.start("Renew", folder, Map.of(), "--help")) {
      assertThat(poller.exitCode()).isEqualTo(2);
      assertThat(poller.log())
          .startsWith("poller: SALLYPORT_QUEUE_REQUESTS is missing")
          .hasLineCount(1);
      assertThat(renew.exitCode()).isEqualTo(2);
      assertThat(renew.log()).startsWith("renew: SALLYPORT_CLUSTER is missing").hasLineCount(1);
      assertThat(help.exitCode()).isZero();
      assertThat(help.log()).contains("SALLYPORT_RENEW_X_TOKEN");
    }
  }

  @Test
  void aProbeInTheSameContainerTellsHowItIs() throws Exception {
    Map<String, String> port = Map.of("SALLYPORT_HEALTH_PORT", "" + site.healthPort);
    try (PollerProcess nobody = PollerProcess.start("Probe", folder, port)) {
      assertThat(nobody.exitCode()).isEqualTo(1);
    }
    try (PollerProcess poller = site.poller()) {
      poller.awaitSaid("poller-waiting");
      try (PollerProcess probe = PollerProcess.start("Probe", folder, port, "/ignored")) {
        assertThat(probe.exitCode()).isZero();
      }
    }
  }

  private String configuration() {
    return folder.resolve("sallyport.toml").toString();
  }

  private boolean hears(List<String> ids) {
    site.taken().stream().map(RequestEvent::requestId).forEach(heard::add);
    return heard.containsAll(ids);
  }

  private long watches(String user) {
    return site.teleport.journal().entries().stream()
        .filter(entry -> entry.call().operation().equals("WatchEvents"))
        .filter(entry -> entry.caller().equals(user))
        .count();
  }

  private String health() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + site.healthPort + "/health"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body().strip();
    } catch (IOException e) {
      return "no answer: " + e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
