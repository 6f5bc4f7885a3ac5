package dev.sallyport.poller.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.teleport.KeyKind;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewalTest {
  private final Instant now = Instant.now();
  private static final List<String> ROLES = List.of("sallyport-read");

  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());
  private final List<Signal> signals = new ArrayList<>();
  private final Kept read = new Kept();
  private final Kept decide = new Kept();
  private final FakeTbot tbot;

  RenewalTest(@TempDir Path folder) throws IOException {
    tbot = new FakeTbot(folder);
  }

  @AfterEach
  void close() {
    teleport.close();
  }

  /** A secret in memory. */
  private static final class Kept implements Renewal.Store {
    Optional<String> text = Optional.empty();
    boolean unreadable;
    boolean full;

    @Override
    public Optional<String> read() {
      if (unreadable) {
        throw new Unavailable("AccessDeniedException");
      }
      return text;
    }

    @Override
    public void write(String identity) {
      if (full) {
        throw new Unavailable("the secret was not stored: ThrottlingException");
      }
      text = Optional.of(identity);
    }
  }

  @Test
  void storesEachIdentity() throws Exception {
    String one = issues("read", now.minusSeconds(60));
    String other = issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isTrue();

    assertThat(read.text).contains(one);
    assertThat(decide.text).contains(other);
    assertThat(said("identity-renewed"))
        .extracting(signal -> signal.fields().get("identity"))
        .containsExactly("read", "decide");
    assertThat(said("identity-life"))
        .allSatisfy(
            signal ->
                assertThat(Double.parseDouble(signal.fields().get("identity_life_left")))
                    .isGreaterThan(0.98));
  }

  @Test
  void asksTbotForAnIdentityByRoleAndForNothingElse() throws Exception {
    issues("read", now.minusSeconds(60));
    issues("decide", now.minusSeconds(60));
    var _ =
        renewed(
            tbot.tbot(
                Duration.ofSeconds(20),
                Map.of(
                    "AWS_REGION", "eu-central-1",
                    "SALLYPORT_CLUSTER", "teleport.example.com",
                    "SLACK_TOKEN", "canary-of-another")));

    assertThat(tbot.calls().lines().findFirst().orElseThrow())
        .startsWith("start identity --oneshot --proxy-server=teleport.example.com:443")
        .contains(
            "--join-method=iam",
            "--token=sallyport-read",
            "--storage=memory://",
            "--certificate-ttl=43200s",
            "--renewal-interval=14400s");
    assertThat(tbot.variables())
        .contains("AWS_REGION=eu-central-1")
        .doesNotContain("canary", "SALLYPORT_");
  }

  @Test
  void leavesNothingBehind() throws Exception {
    issues("read", now.minusSeconds(60));
    tbot.fails("sallyport-decide");
    var _ = renewed();

    assertThat(tbot.folders().lines())
        .isNotEmpty()
        .allSatisfy(folder -> assertThat(Path.of(folder).getParent()).doesNotExist());
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthers() throws Exception {
    tbot.says("sallyport-read", "ERROR: access denied\n");
    String other = issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isFalse();

    assertThat(read.text).isEmpty();
    assertThat(decide.text).contains(other);
    assertThat(said("identity-not-renewed"))
        .singleElement()
        .satisfies(signal -> assertThat(signal.level()).isEqualTo(Signal.Level.ALARM))
        .satisfies(signal -> assertThat(signal.text()).isEqualTo("read: tbot wrote no identity"));
    assertThat(said("tbot-said")).extracting(Signal::text).contains("read: ERROR: access denied");
  }

  @Test
  void triesTwice() throws Exception {
    issues("decide", now.minusSeconds(60));
    String one = issues("read", now.minusSeconds(60));
    tbot.fails("sallyport-read");

    assertThat(renewed()).isTrue();
    assertThat(read.text).contains(one);
  }

  @Test
  void endsATbotThatHangs() throws Exception {
    tbot.hangs("sallyport-read");
    String other = issues("decide", now.minusSeconds(60));

    assertThat(renewed(tbot.tbot(Duration.ofSeconds(2), Map.of()))).isFalse();

    assertThat(decide.text).contains(other);
    assertThat(said("identity-not-renewed").getFirst().text()).contains("longer than 2 s");
  }

  @Test
  void refusesWhatIsNoIdentity() throws Exception {
    tbot.issues("sallyport-read", "rubbish");
    issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isFalse();

    assertThat(read.text).isEmpty();
    assertThat(said("identity-not-renewed").getFirst().text()).contains("cannot be used");
  }

  @Test
  void refusesAnIdentityOfAnotherCluster() throws Exception {
    try (TeleportSimulator other =
        TeleportSimulator.start(
            TeleportOptions.builder().clusterName("other.example.com").build())) {
      tbot.issues("sallyport-read", other.identityFile("bot-sallyport-read", ROLES));
      issues("decide", now.minusSeconds(60));

      assertThat(renewed()).isFalse();
    }
    assertThat(read.text).isEmpty();
    assertThat(said("identity-not-renewed").getFirst().text()).contains("other.example.com");
  }

  @Test
  void refusesAnIdentityOfAnotherBot() throws Exception {
    tbot.issues("sallyport-read", teleport.identityFile("bot-sallyport-review", ROLES));
    issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isFalse();

    assertThat(read.text).isEmpty();
    assertThat(said("identity-not-renewed").getFirst().text()).contains("bot-sallyport-review");
  }

  @Test
  void keepsWhatWasIssuedLater() throws Exception {
    String later = identity("read", now.minusSeconds(5), Duration.ofHours(12));
    read.text = Optional.of(later);
    issues("read", now.minusSeconds(3600));
    issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isTrue();

    assertThat(read.text).contains(later);
    assertThat(said("identity-kept")).hasSize(1);
  }

  @Test
  void replacesWhatWasIssuedEarlierHoweverLongItLives() throws Exception {
    read.text = Optional.of(identity("read", now.minusSeconds(3600), Duration.ofDays(365)));
    String fresh = issues("read", now.minusSeconds(60));
    issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isTrue();

    assertThat(read.text).contains(fresh);
  }

  @Test
  void storesWithoutTheRightToRead() throws Exception {
    read.unreadable = true;
    String fresh = issues("read", now.minusSeconds(60));
    issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isTrue();

    assertThat(read.text).contains(fresh);
  }

  @Test
  void saysThatItCouldNotBeStored() throws Exception {
    read.full = true;
    issues("read", now.minusSeconds(60));
    String other = issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isFalse();

    assertThat(decide.text).contains(other);
    assertThat(said("identity-not-renewed").getFirst().text()).contains("ThrottlingException");
  }

  @Test
  void alarmsAboutWhatLivesForLessThanTwoRounds() throws Exception {
    tbot.issues("sallyport-read", identity("read", now.minusSeconds(60), Duration.ofHours(1)));
    issues("decide", now.minusSeconds(60));

    assertThat(renewed()).isTrue();

    assertThat(said("identity-short-lived"))
        .extracting(signal -> signal.fields().get("identity"))
        .containsExactly("read");
  }

  @Test
  void tellsNothingOfAKey() throws Exception {
    String identity = teleport.identityFile("bot-sallyport-read", ROLES);
    tbot.says("sallyport-read", "wrote " + identity + "\n" + "x".repeat(5_000) + "\n");
    tbot.says("sallyport-decide", "\u001b[31mred\u001b[0m\n");

    assertThat(renewed()).isFalse();

    List<String> key =
        identity.lines().filter(line -> line.matches("[A-Za-z0-9+/=]{20,}")).toList();
    assertThat(key).isNotEmpty();
    assertThat(signals)
        .allSatisfy(signal -> assertThat(signal.text()).doesNotContain(key).hasSizeLessThan(400));
    assertThat(said("tbot-said")).extracting(Signal::text).contains("decide: [31mred [0m");
  }

  private boolean renewed() throws InterruptedException {
    return renewed(tbot.tbot(Duration.ofSeconds(20), Map.of()));
  }

  private boolean renewed(Tbot agent) throws InterruptedException {
    return new Renewal(
            "teleport.example.com",
            Duration.ofHours(4),
            agent,
            signals::add,
            InstantSource.system())
        .renew(List.of(wanted("read", read), wanted("decide", decide)));
  }

  private static Renewal.Wanted wanted(String name, Kept kept) {
    return new Renewal.Wanted(name, "sallyport-" + name, "bot-sallyport-" + name, kept);
  }

  private String issues(String name, Instant from) {
    String identity = identity(name, from, Duration.ofHours(12));
    tbot.issues("sallyport-" + name, identity);
    return identity;
  }

  private String identity(String name, Instant from, Duration life) {
    return teleport.identityFile(
        "bot-sallyport-" + name, ROLES, KeyKind.EC_P256, from, from.plus(life));
  }

  private List<Signal> said(String event) {
    return signals.stream().filter(signal -> signal.event().equals(event)).toList();
  }
}
