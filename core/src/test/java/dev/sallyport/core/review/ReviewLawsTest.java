package dev.sallyport.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.testing.Crash;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What holds wherever the process dies and however clicks are repeated. */
class ReviewLawsTest {
  @Property(tries = 300)
  void whereverItDiesThereIsOneReviewAndATrueAnswer(
      @ForAll @IntRange(max = 20) int first,
      @ForAll @IntRange(max = 20) int second,
      @ForAll @IntRange(max = 9) int minutes) {
    Office office = new Office();
    dying(office, first, 1);
    office.clock.advance(Duration.ofMinutes(minutes));
    dying(office, second, 2);
    Delivery last = office.handle(office.click("U2", Verdict.APPROVE), 3);
    assertThat(last).isEqualTo(Delivery.DELIVERED);
    assertThat(office.teleport.submissions).hasSize(1);
    assertThat(office.outcomes()).containsExactly("recorded");
    assertThat(office.lastTold()).contains("Your approval is recorded as bob@example.com");
  }

  private static void dying(Office office, int point, int tries) {
    office.crash.at(point);
    try {
      office.handle(office.click("U2", Verdict.APPROVE), tries);
    } catch (Crash.Died e) {
      assertThat(e).isNotNull();
    } finally {
      office.crash.never();
    }
  }

  @Property(tries = 200)
  void eachPersonHasOneReviewAtMostAndNobodyDecidesTheirOwn(
      @ForAll @Size(max = 12) List<@IntRange(min = 1, max = 4) Integer> actors,
      @ForAll @Size(12) List<Boolean> approvals,
      @ForAll @Size(12) List<@IntRange(max = 3) Integer> numbers) {
    Office office = new Office();
    office.teleport.approvalsNeeded = 3;
    IntStream.range(0, actors.size())
        .forEach(
            at ->
                office.handle(
                    office.click(
                        "U" + actors.get(at),
                        approvals.get(at) ? Verdict.APPROVE : Verdict.DENY,
                        numbers.get(at).toString(),
                        "why",
                        FakeClock.START)));
    List<String> authors =
        office.teleport.submissions.stream()
            .map(line -> line.substring(0, line.indexOf(' ')))
            .toList();
    assertThat(authors).doesNotHaveDuplicates().isSubsetOf(Office.BOB, Office.CAROL);
  }

  @Property(tries = 100)
  void memoryIsBoundedAndKeepsTheNewest(@ForAll @IntRange(min = 1, max = 120) int clicks) {
    Answers answers = Answers.empty();
    Office office = new Office();
    for (int click = 0; click < clicks; click++) {
      Gesture gesture = office.click("U2", Verdict.DENY, "" + click, "no", FakeClock.START);
      answers =
          answers
              .with(Answer.claim(gesture, "bob", FakeClock.START))
              .with(Answer.of(gesture, Ending.RECORDED, Optional.of("bob"), FakeClock.START))
              .noting("C1/" + click);
    }
    assertThat(answers.done()).hasSize(Math.min(clicks, 50));
    assertThat(answers.messages()).hasSize(Math.min(clicks, 20));
    assertThat(answers.done().getLast().delivery()).contains("/" + (clicks - 1) + "/");
    assertThat(Documents.read(Documents.write(answers), Answers.class))
        .isEqualTo(new Stored.Known<>(answers));
  }

  @Test
  void theDocumentIsWrittenAsItIsDescribed() {
    Office office = new Office();
    office.handle(office.click("U2", Verdict.APPROVE));
    assertThat(office.memory.raw(Sample.ID, Answers.KEY))
        .isEqualTo(
            "{\"v\":1,\"done\":[{\"delivery\":\"U2/1/"
                + Sample.ID
                + "\",\"actor\":\"U2\",\"verdict\":\"approve\",\"outcome\":\"recorded\","
                + "\"at\":\"2026-11-20T10:00:00Z\",\"author\":\"bob@example.com\","
                + "\"vendor\":\"slack\"}],"
                + "\"messages\":[\"C1/170.1\"]}");
  }

  @Test
  void aDocumentWithoutMessagesReads() {
    assertThat(Documents.read("{\"v\":1,\"done\":[]}", Answers.class))
        .isEqualTo(new Stored.Known<>(Answers.empty()));
  }
}
