package dev.sallyport.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.testing.Sample;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteCommandLawsTest {
  private static final String SUFFIX = NoteCommand.suffix(Sample.ID);

  @Test
  void aDecisionIsFourWordsAndAReason() {
    assertThat(NoteCommand.read("teleport approve " + SUFFIX))
        .contains(new NoteCommand(Verdict.APPROVE, "30405060", ""));
    assertThat(NoteCommand.read("Teleport DENY 30405060  not  today \nteleport approve 30405060"))
        .contains(new NoteCommand(Verdict.DENY, "30405060", "not  today"));
    assertThat(NoteCommand.read("teleport\tdeny 30405060 é✓\r\nmore"))
        .contains(new NoteCommand(Verdict.DENY, "30405060", "é✓"));
    assertThat(NoteCommand.read("teleport approve 30405060").orElseThrow().names(Sample.ID))
        .isTrue();
    assertThat(NoteCommand.read("teleport approve 30405061").orElseThrow().names(Sample.ID))
        .isFalse();
    assertThat(NoteCommand.read("teleport deny 30405060 canary").orElseThrow().toString())
        .doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "teleport",
        "teleport approve",
        "teleport approve ",
        "teleport approve 3040506",
        "teleport approve 304050600",
        "teleport approve 30405060,",
        "teleport approve: 30405060",
        "Teleport: approve 30405060",
        "teleport approved 30405060",
        "teleport approves 30405060",
        "approve 30405060",
        " teleport approve 30405060",
        "\nteleport approve 30405060",
        "teleport\napprove 30405060",
        "> teleport approve 30405060",
        "\"teleport approve 30405060\"",
        "please teleport approve 30405060",
        "teleport approve request 30405060",
        "teleport deny list was the cause",
        "Approved? Not yet",
        "teleport approve deny 30405060",
        "teleport approve/deny 30405060",
        "teleport \u0430pprove 30405060",
        "teleport approve \uff13\uff10\uff14\uff10\uff15\uff10\uff16\uff10",
        "teleport\u00a0approve 30405060",
        "teleportapprove 30405060",
        "teleport approve30405060"
      })
  void nothingLooserCounts(String note) {
    assertThat(NoteCommand.read(note)).isEmpty();
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(" ", "  ", "\t", " \t ");
  }

  @Property
  void whatIsWrittenIsReadInWhateverCase(
      @ForAll boolean approve,
      @ForAll("blanks") String one,
      @ForAll("blanks") String two,
      @ForAll Random random,
      @ForAll @StringLength(max = 1200) String rest) {
    String words = "teleport" + one + (approve ? "approve" : "deny") + two + SUFFIX;
    StringBuilder mixed = new StringBuilder();
    words
        .chars()
        .forEach(
            c -> mixed.append(random.nextBoolean() ? Character.toUpperCase((char) c) : (char) c));
    Optional<NoteCommand> read = NoteCommand.read(mixed + "\n" + rest);
    assertThat(read)
        .contains(new NoteCommand(approve ? Verdict.APPROVE : Verdict.DENY, SUFFIX, ""));
  }

  @Property
  void aReasonIsBoundedAndOnOneLine(@ForAll @StringLength(max = 3000) String reason) {
    NoteCommand.read("teleport deny " + SUFFIX + " " + reason)
        .ifPresent(
            command -> {
              assertThat(command.verdict()).isEqualTo(Verdict.DENY);
              assertThat(command.reason()).doesNotContain("\n", "\r");
              assertThat(command.reason().codePointCount(0, command.reason().length()))
                  .isLessThanOrEqualTo(Gesture.LONGEST_REASON);
            });
  }

  @Property
  void whatIsReadWasWritten(@ForAll String note) {
    NoteCommand.read(note)
        .ifPresent(
            command ->
                assertThat(note.toLowerCase(Locale.ROOT))
                    .startsWith("teleport")
                    .contains(command.suffix()));
  }

  @Property
  void noWordInFrontOrWithinIsForgiven(
      @ForAll @StringLength(min = 1, max = 20) String other, @ForAll Random random) {
    String right = "teleport approve " + SUFFIX;
    int at = random.nextInt(right.length());
    String changed = right.substring(0, at) + other + right.substring(at);
    boolean blanksOnly =
        other.chars().allMatch(c -> c == ' ' || c == '\t') && (at == 8 || at == 9 || at >= 16);
    if (!blanksOnly || at > 17) {
      Optional<NoteCommand> read = NoteCommand.read(changed);
      assertThat(read.filter(command -> command.reason().isEmpty() && command.names(Sample.ID)))
          .as(changed)
          .isEmpty();
    }
  }
}
