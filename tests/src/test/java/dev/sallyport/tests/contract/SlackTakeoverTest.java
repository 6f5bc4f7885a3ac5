package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import dev.sallyport.integrations.slack.SlackDestination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Go plugin {@code teleport-slack} left behind, over HTTP. */
final class SlackTakeoverTest {
  private final SlackSide side = new SlackSide();
  private final SlackDestination destination = side.destination();

  @AfterEach
  void close() {
    side.close();
  }

  private Adoption adopt(Map<String, String> entry) {
    return destination.adopt(entry, Optional.of(Asked.CREATED), Asked.CREATED.plusSeconds(600));
  }

  private List<Notice> taken(Map<String, String> entry) {
    Adoption adoption = adopt(entry);
    assertThat(adoption).isInstanceOf(Adoption.Take.class);
    return ((Adoption.Take) adoption).notices();
  }

  private static Notice adopted(String ref) {
    return Notice.adopted(ref, ref, 0, Optional.empty());
  }

  @Test
  void itsMessageIsFollowedFromThenOn() {
    String ts =
        side.slack.sayAsApp(side.slack.botUserId(), side.channel, "a request", Optional.empty());
    // The simulator tells our app's messages by who posted them, and this one another process did.
    String ours = side.announced(destination, side.channel).ref().orElseThrow();
    Notice notice = taken(Map.of("messages", ours, "reviews_count", "1")).getFirst();
    assertThat(notice.replies()).isEqualTo(1);
    assertThat(destination.verify(notice, Asked.ID)).isInstanceOf(Looked.Found.class);
    assertThat(
            destination.edit(
                notice,
                Asked.ID,
                new Truth.Live(new Asked().decided(RequestState.DENIED, "no").request())))
        .isInstanceOf(Effect.Done.class);
    assertThat(destination.verify(adopted(side.channel + "/" + ts), Asked.ID))
        .as("an unmarked one that memory names is taken")
        .isInstanceOf(Looked.Found.class);
  }

  @Test
  void allItsMessagesAreTaken() {
    assertThat(
            taken(
                Map.of(
                    "messages",
                    "C0AAAA/1700000000.000100,D0BBBB/1700000001.000200",
                    "reviews_count",
                    "2",
                    "resolution",
                    "")))
        .containsExactly(
            Notice.adopted(
                "C0AAAA/1700000000.000100", "C0AAAA/1700000000.000100", 2, Optional.empty()),
            Notice.adopted(
                "D0BBBB/1700000001.000200", "D0BBBB/1700000001.000200", 2, Optional.empty()));
  }

  @Test
  void theFieldsOfOlderVersionsAreReadToo() {
    assertThat(taken(Map.of("channel_id", "C0AAAA", "timestamp", "1700000000.000100")))
        .containsExactly(adopted("C0AAAA/1700000000.000100"));
  }

  @Test
  void aMessageThatIsNamedTwiceIsTakenOnce() {
    assertThat(
            taken(
                Map.of(
                    "channel_id",
                    "C0AAAA",
                    "timestamp",
                    "1700000000.000100",
                    "messages",
                    "C0AAAA/1700000000.000100,C0AAAA/1700000000.000100")))
        .containsExactly(adopted("C0AAAA/1700000000.000100"));
  }

  @ParameterizedTest
  @CsvSource({
    "APPROVED, APPROVED",
    "DENIED, DENIED",
    "PROMOTED, PROMOTED",
    "EXPIRED, EXPIRED",
    "approved, APPROVED"
  })
  void theOutcomeThatItToldIsKept(String resolution, Outcome outcome) {
    assertThat(taken(Map.of("messages", "C0AAAA/1700000000.000100", "resolution", resolution)))
        .singleElement()
        .satisfies(it -> assertThat(it.shows()).contains(outcome))
        .satisfies(it -> assertThat(it.told()).contains(outcome));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "/",
        "C0AAAA",
        "C0AAAA/",
        "C0AAAA/now",
        "C0AAAA/1700000000",
        "#general/1700000000.000100",
        "C0AAAA/1700000000.000100/x",
        "https://example.com/1.1",
        "C0AAAA/17000000000000000000000000000.1"
      })
  void junkIsNoMessage(String messages) {
    assertThat(taken(Map.of("messages", messages, "reviews_count", "-1", "resolution", "?")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "two", "99999999999999999999", "1e3"})
  void junkIsNoCount(String count) {
    assertThat(taken(Map.of("messages", "C0AAAA/1700000000.000100", "reviews_count", count)))
        .containsExactly(adopted("C0AAAA/1700000000.000100"));
  }

  @Test
  void whileItMayStillPostItIsWaitedFor() {
    Map<String, String> entry = Map.of("user", SlackSide.ALICE);
    Instant ready = Asked.CREATED.plus(Duration.ofMinutes(2));
    assertThat(destination.adopt(entry, Optional.of(Asked.CREATED), ready.minusSeconds(1)))
        .isEqualTo(new Adoption.Later(ready));
    assertThat(destination.adopt(entry, Optional.of(Asked.CREATED), ready))
        .isEqualTo(new Adoption.Take(List.of()));
    assertThat(destination.adopt(entry, Optional.empty(), ready))
        .isEqualTo(new Adoption.Take(List.of()));
    assertThat(destination.adopt(entry, Optional.of(ready.plus(Duration.ofDays(3_650))), ready))
        .as("of the far future")
        .isEqualTo(new Adoption.Take(List.of()));
  }
}
