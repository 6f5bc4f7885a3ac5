package dev.sallyport.tests.loop;

import static dev.sallyport.cli.local.SimulatedWorld.SLACK_SIGNING_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.slack.Click;
import dev.sallyport.simulators.slack.Pressed;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The signing secret changes while people decide. Time moves less than a signature counts. */
final class SigningSecretTest {
  private static final String SECOND = "second-signing-secret-not-real";
  private static final String THIRD = "third-signing-secret-not-real";
  private static final Duration A_MINUTE = Duration.ofSeconds(61);

  private final MovableClock clock = new MovableClock();
  private final Stage stage;
  private final SlackDesk desk;

  SigningSecretTest(@TempDir Path directory) {
    stage = Stage.openWithSlack(directory, clock);
    desk = new SlackDesk(stage);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private Pressed press(String id) {
    return stage.slack().press(desk.click(desk.bob, id, SlackDesk.APPROVE));
  }

  private Pressed pressSignedWith(String secret, String id) {
    Click click = desk.click(desk.bob, id, SlackDesk.APPROVE);
    return stage.slack().press(click.signedWith(secret));
  }

  /** Decided by a click that Slack signs with what it signs with now. */
  private void isDecided(String reason) {
    String id = desk.asked(reason);
    assertThat(press(id).accepted()).as(reason).isTrue();
    desk.awaitReviewed(id);
  }

  @Test
  void aChangeThatIsAnnouncedLosesNoClick() {
    isDecided("before");

    stage
        .world()
        .storeSigningSecrets(
            "{\"current\":\"%s\",\"pending\":\"%s\"}".formatted(SLACK_SIGNING_SECRET, SECOND));
    isDecided("with the current one, while another is pending");
    clock.forward(A_MINUTE);
    stage.slack().setSigningSecret(SECOND);
    isDecided("with the pending one, at once");

    Instant until = clock.instant().plus(Duration.ofSeconds(100));
    stage
        .world()
        .storeSigningSecrets(
            "{\"current\":\"%s\",\"previous\":{\"value\":\"%s\",\"until\":\"%s\"}}"
                .formatted(SECOND, SLACK_SIGNING_SECRET, until));
    String late = desk.asked("with the previous one");
    clock.forward(A_MINUTE);
    // What was read before would hold for five minutes; a signature that fits nothing ends it.
    isShut(pressSignedWith(THIRD, late));
    assertThat(pressSignedWith(SLACK_SIGNING_SECRET, late).accepted()).isTrue();
    desk.awaitReviewed(late);

    clock.forward(A_MINUTE);
    String tooLate = desk.asked("with the previous one after its time");
    assertThat(clock.instant()).isAfter(until);
    isShut(pressSignedWith(SLACK_SIGNING_SECRET, tooLate));
    assertThat(press(tooLate).accepted()).as("with the current one").isTrue();
    desk.awaitReviewed(tooLate);
  }

  @Test
  void aChangeThatWeWereNotToldShowsTheMarkUntilWeAre() {
    isDecided("before");
    stage.slack().setSigningSecret(THIRD);
    clock.forward(A_MINUTE);
    String id = desk.asked("nobody told us");
    isShut(press(id));
    String ts = desk.message(id).orElseThrow().ts();
    assertThat(stage.slack().mark(desk.bob, ts)).isPresent();
    assertThat(desk.reviewers(id)).isEmpty();

    stage.world().storeSigningSecrets(THIRD);
    isShut(press(id));
    clock.forward(A_MINUTE);
    assertThat(press(id).accepted()).as("the store was asked again").isTrue();
    desk.awaitReviewed(id);
    assertThat(stage.slack().mark(desk.bob, ts)).isEmpty();
  }

  private static void isShut(Pressed pressed) {
    assertThat(pressed.accepted()).isFalse();
    assertThat(pressed.status()).isEqualTo(401);
  }
}
