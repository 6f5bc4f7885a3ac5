package dev.sallyport.tests.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.teleport.WireRequest;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and reasons as bad as users can make them. */
final class UserWrittenTextTest {
  private static World world;

  @BeforeAll
  static void start(@TempDir Path directory) {
    world = World.start(directory.resolve("identity.pem"));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  static Stream<String> texts() {
    return Stream.of(
        "a".repeat(10_000),
        "\uD83D\uDE80".repeat(5_000),
        "first line\nsecond line\r\nthird line\u2028fourth line\u0085fifth line",
        "\u202Egnp.exe\u202C \u2066isolated\u2069",
        "nul \u0000 bell \u0007 escape \u001B[31m delete \u007F",
        "[other.example.com] a mark of another cluster",
        "(teleport.example.com/x review-1)",
        "  ",
        "{{template}} <script>alert(1)</script> \"quoted\" \\ 'x'");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void breakNoTitleAndNoNote(String text) {
    Story story = new Story(world);
    story.createUnnoticed(
        NewRequest.of(World.ALICE, "editor").annotated(Scenarios.NOTIFY, World.SERVICE));
    AccessRequestV3 plain = world.teleport.request(story.id()).orElseThrow();
    AccessRequestV3.Builder odd = plain.toBuilder();
    odd.getSpecBuilder().setUser("user " + text).setRoles(0, "role " + text).setRequestReason(text);
    world.teleport.putRequest(odd.build());
    assertThat(WireRequest.of(odd.build()).user()).isEqualTo("user " + text);
    story.noticed();
    world.settle();
    odd.getSpecBuilder()
        .setState(RequestState.DENIED)
        .setResolveReason(text)
        .addReviewsBuilder()
        .setAuthor("reviewer " + text)
        .setProposedState(RequestState.DENIED)
        .setReason(text);
    world.teleport.putRequest(odd.build());
    story.noticed();
    world.settle();

    assertThat(story.incidents()).singleElement().satisfies(UserWrittenTextTest::isInOrder);
    assertThat(world.mail.deadLetters()).isEmpty();
  }

  private static void isInOrder(Incident incident) {
    String title = incident.title();
    assertThat(title).startsWith("[" + World.CLUSTER + "] Access request from user");
    assertThat(title.codePointCount(0, title.length())).isLessThanOrEqualTo(255);
    assertThat(title.lines()).hasSize(1);
    assertThat(title.codePoints()).noneMatch(UserWrittenTextTest::disturbs);
    assertThat(incident.details()).hasSizeLessThan(10_000);
    assertThat(incident.details().codePoints().filter(point -> point != '\n'))
        .noneMatch(UserWrittenTextTest::disturbs);
    assertThat(incident.status()).isEqualTo("resolved");
    assertThat(incident.notes().stream().map(Findings::marker))
        .containsExactly("review-1", "end-denied");
    incident
        .notes()
        .forEach(
            note ->
                assertThat(note.content().codePoints().filter(point -> point != '\n'))
                    .noneMatch(UserWrittenTextTest::disturbs));
  }

  /** Control characters, other line breaks, and what turns the direction of writing. */
  private static boolean disturbs(int point) {
    return Character.isISOControl(point)
        || point == 0x2028
        || point == 0x2029
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }
}
