package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class RespondersLawsTest {
  /** Names of what could confuse: commas, backslashes, the words of recipients themselves. */
  @Provide
  Arbitrary<Set<String>> recipients() {
    Arbitrary<String> kinds = Arbitraries.of("schedule:", "team:");
    Arbitrary<String> pieces =
        Arbitraries.of("a", "B", ",", "\\", " ", "team:", "schedule:", "responders ", "é", "😀");
    Arbitrary<String> names =
        pieces.list().ofMinSize(1).ofMaxSize(6).map(all -> "x" + String.join("", all) + "x");
    return Combinators.combine(kinds, names)
        .as((kind, name) -> kind + name)
        .set()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property(tries = 300)
  void theSameSetIsTheSameTextInWhateverOrderAndHoweverOften(
      @ForAll("recipients") Set<String> recipients, @ForAll long seed) {
    List<String> shuffled = new ArrayList<>(recipients);
    shuffled.addAll(recipients);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(Responders.of(shuffled).joined())
        .isEqualTo(Responders.of(List.copyOf(recipients)).joined());
  }

  @Property(tries = 300)
  void whatIsJoinedIsSplitAgain(@ForAll("recipients") Set<String> recipients) {
    Responders all = Responders.of(List.copyOf(recipients));
    assertThat(Responders.of(List.of(all.joined()))).isEqualTo(all);
    assertThat(all.all()).hasSize(recipients.size());
    assertThat(all.all().stream().map(Responder::toString).toList())
        .containsExactlyInAnyOrderElementsOf(recipients);
  }

  @Property(tries = 300)
  void otherSetsAreOtherTexts(
      @ForAll("recipients") Set<String> one, @ForAll("recipients") Set<String> other) {
    boolean same = new HashSet<>(one).equals(new HashSet<>(other));
    assertThat(
            Responders.of(List.copyOf(one))
                .joined()
                .equals(Responders.of(List.copyOf(other)).joined()))
        .isEqualTo(same);
  }

  @Property(tries = 300)
  void aJoinedOneIsNeverASingleOneAndCoversEach(@ForAll("recipients") Set<String> recipients) {
    Responders all = Responders.of(List.copyOf(recipients));
    assertThat(Responders.isJoined(all.joined())).isTrue();
    assertThat(recipients).noneMatch(Responders::isJoined).allMatch(all::covers);
    assertThat(all.covers("schedule:somebody else")).isFalse();
  }
}
