package dev.sallyport.tests.browser;

import static dev.sallyport.cli.local.SimulatedWorld.ALICE;
import static dev.sallyport.cli.local.SimulatedWorld.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop, with people before a browser. */
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
final class DecideInSlackTest {
  private static final String WHY = "Fix the release build, ticket OPS-214";
  private static final String NOT_NOW = "The freeze ends on Monday, please ask again then";

  private final Pictures pictures = Pictures.asked();
  private Chromium browser;
  private Office office;

  @BeforeAll
  void startTheBrowser(@TempDir Path profile) {
    browser = Chromium.start(Chromium.find(), profile);
  }

  @AfterAll
  void endTheBrowser() {
    browser.close();
  }

  @BeforeEach
  void openTheOffice(@TempDir Path directory) {
    office = Office.open(directory);
  }

  @AfterEach
  void closeTheOffice() {
    office.close();
  }

  private Seat bob() {
    return seat(office.world().bobOnSlack());
  }

  private Seat alice() {
    return seat(office.world().aliceOnSlack());
  }

  private Seat seat(String user) {
    return new Seat(browser.open(office.channelAs(user)));
  }

  @Test
  void aReviewerDeniesWithAReasonAndEverybodySeesIt() {
    String id = office.ask(WHY);
    Seat bob = bob();
    String message = bob.message(id);
    bob.tab().sees(message, "Role request", ALICE, "Roles", "editor", WHY, "Pending");
    pictures.take("slack-pending", bob.tab());

    bob.writeReason(message, NOT_NOW);
    bob.pressDeny(message);
    bob.isToldAlone("Your denial is recorded as " + BOB, "The request is now denied");
    bob.isClosed(message);
    bob.tab().sees(message, "Denied by " + BOB, NOT_NOW);
    bob.tab().sees(message + " [data-reaction='x']", "❌");
    bob.tab().sees(bob.thread(message), BOB + " denied it", NOT_NOW);
    pictures.take("slack-denied", bob.tab());
    assertThat(office.decided(id))
        .isEqualTo(new Office.Decided("DENIED", List.of(BOB + " DENIED " + NOT_NOW)));

    bob.becomes("Alice", office.world().aliceOnSlack());
    Seat alice = new Seat(bob.tab());
    alice.tab().seesNo("article.ephemeral");
    alice.opensDirectMessages();
    String copy = alice.message(id);
    alice.isClosed(copy);
    alice.tab().sees(copy, "Your role request", "Denied by " + BOB, NOT_NOW);
    alice.tab().sees("#messages > article:last-of-type", "Your role request", "Denied", NOT_NOW);
    assertThat(bob.tab().complaints()).isEmpty();
  }

  @Test
  void anApprovalIsAskedForTwiceAndCancellingSubmitsNothing() {
    String id = office.ask(WHY);
    Seat bob = bob();
    String message = bob.message(id);
    bob.pressApprove(message);
    bob.tab().sees("dialog[open]", "editor", ALICE);
    pictures.takeWindow("slack-confirm", bob.tab());
    bob.cancel();
    assertThat(office.clicks()).isZero();

    bob.pressApprove(message);
    bob.confirm();
    bob.isToldAlone("Your approval is recorded as " + BOB, "The request is now approved");
    bob.isClosed(message);
    bob.tab().sees(message, "Approved by " + BOB);
    bob.tab().sees(message + " [data-reaction='white_check_mark']", "✅");
    bob.tab().sees(bob.thread(message), BOB + " approved it");
    assertThat(office.clicks()).isOne();
    assertThat(office.decided(id))
        .isEqualTo(new Office.Decided("APPROVED", List.of(BOB + " APPROVED ")));
    assertThat(bob.tab().complaints()).isEmpty();
  }

  @Test
  void aRequesterIsToldThatTheRequestIsTheirOwn() {
    String id = office.ask(WHY);
    Seat alice = alice();
    String message = alice.message(id);
    alice.pressApprove(message);
    alice.confirm();
    alice.isToldAlone("This is your own request", "Ask somebody else who may review it");
    assertThat(office.decided(id)).isEqualTo(new Office.Decided("PENDING", List.of()));
    assertThat(alice.tab().complaints()).isEmpty();
  }

  @Test
  void aDenialWithoutAReasonIsToldWhatIsMissingAndThenWorks() {
    String id = office.ask(WHY);
    Seat bob = bob();
    String message = bob.message(id);
    bob.pressDeny(message);
    bob.isToldAlone("A reason is needed here");
    pictures.take("slack-answer", bob.tab());
    assertThat(office.decided(id)).isEqualTo(new Office.Decided("PENDING", List.of()));

    bob.writeReason(message, NOT_NOW);
    bob.pressDeny(message);
    bob.isToldAlone("Your denial is recorded as " + BOB);
    bob.isClosed(message);
    assertThat(office.decided(id).reviews()).containsExactly(BOB + " DENIED " + NOT_NOW);
    assertThat(bob.tab().complaints()).isEmpty();
  }

  @Test
  void aClickThatReachesNobodyIsMarked() {
    String id = office.ask(WHY);
    Seat bob = bob();
    String message = bob.message(id);
    bob.writeReason(message, NOT_NOW);
    office.stop();
    bob.pressDeny(message);
    bob.tab().sees(message + " [role='alert']", "This did not work", "nobody listens");
    assertThat(office.decided(id)).isEqualTo(new Office.Decided("PENDING", List.of()));
  }

  @Test
  void aClickThatIsSignedWithAnotherSecretIsMarked() {
    String id = office.ask(WHY);
    Seat bob = bob();
    String message = bob.message(id);
    bob.writeReason(message, NOT_NOW);
    office.world().slack().setSigningSecret("another-secret-not-real");
    bob.pressDeny(message);
    bob.tab().sees(message + " [role='alert']", "This did not work", "401");
    assertThat(office.decided(id)).isEqualTo(new Office.Decided("PENDING", List.of()));

    office.world().slack().setSigningSecret("simulated-slack-signing-secret");
    bob.pressDeny(message);
    bob.isClosed(message);
    bob.tab().seesNo(message + " [role='alert']");
  }
}
