package dev.sallyport.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserTextTest {
  @Test
  void aLineStaysOnOneLine() {
    assertThat(UserText.line(" a\r\nb\tc\u0000d\u2028e\u0085f ", 100)).isEqualTo("a b c d e f");
  }

  @Test
  void aParagraphKeepsItsBreaks() {
    assertThat(UserText.paragraph("a\r\nb\nc\td", 100)).isEqualTo("a\nb\nc d");
  }

  @Test
  void aCutIsMarked() {
    assertThat(UserText.line("abcdef", 6)).isEqualTo("abcdef");
    assertThat(UserText.line("abcdefg", 6)).isEqualTo("abcde…");
    assertThat(UserText.line("\uD83D\uDE80\uD83D\uDE80\uD83D\uDE80", 2)).isEqualTo("\uD83D\uDE80…");
    assertThat(UserText.line("abc", 1)).isEqualTo("…");
    assertThat(UserText.line("abc", 0)).isEmpty();
    assertThat(UserText.paragraph("", 0)).isEmpty();
  }

  @Test
  void bytesAreCutOnCharacterBoundaries() {
    assertThat(UserText.bytes("aé€\uD83D\uDE80", 10)).isEqualTo("aé€\uD83D\uDE80");
    assertThat(UserText.bytes("aé€\uD83D\uDE80", 9)).isEqualTo("aé€");
    assertThat(UserText.bytes("aé€", 5)).isEqualTo("aé");
    assertThat(UserText.bytes("é", 1)).isEmpty();
    assertThat(UserText.bytes("a", 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069"
      })
  void theDirectionOfWritingCannotBeTurned(String override) {
    assertThat(UserText.line("a" + override + "b", 10)).isEqualTo("a b");
  }

  @Test
  void writingSystemsThatNeedJoinersKeepThem() {
    assertThat(UserText.line("\u0915\u094D\u200D\u0937", 10)).isEqualTo("\u0915\u094D\u200D\u0937");
  }

  @Property
  void neverExceedsTheLimitAndNeverSplitsACharacter(
      @ForAll("anything") String text, @ForAll @IntRange(max = 20) int most) {
    for (String shown : new String[] {UserText.line(text, most), UserText.paragraph(text, most)}) {
      assertThat(shown.codePointCount(0, shown.length())).isLessThanOrEqualTo(most);
      assertThat(shown.codePoints()).noneMatch(UserTextTest::halfACharacter);
    }
  }

  @Property
  void neverExceedsTheBytesAndNeverSplitsACharacter(
      @ForAll("anything") String text, @ForAll @IntRange(max = 40) int most) {
    String clean = UserText.paragraph(text, 1000);
    String cut = UserText.bytes(clean, most);
    assertThat(clean).startsWith(cut);
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(most);
    assertThat(UserText.bytes(text, most).getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(most);
    assertThat(cut.codePoints()).noneMatch(UserTextTest::halfACharacter);
  }

  @Property
  void holdsNothingThatBreaksALayout(@ForAll("anything") String text) {
    assertThat(UserText.line(text, 1000).codePoints()).noneMatch(UserTextTest::harmful);
    assertThat(UserText.paragraph(text, 1000).codePoints())
        .noneMatch(point -> point != '\n' && harmful(point));
  }

  @Property
  void cleaningTwiceChangesNothing(@ForAll("anything") String text) {
    String once = UserText.line(text, 1000);
    assertThat(UserText.line(once, 1000)).isEqualTo(once);
  }

  private static boolean halfACharacter(int point) {
    return point >= 0xD800 && point <= 0xDFFF;
  }

  private static boolean harmful(int point) {
    return Character.isISOControl(point)
        || point == 0x2028
        || point == 0x2029
        || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069);
  }

  @Provide
  Arbitrary<String> anything() {
    return Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(10),
            Arbitraries.of(
                "\uD83D\uDE80",
                "\uD83D",
                "\uDE80",
                "\r\n",
                "\n",
                "\u202E",
                "\u2068",
                "é",
                "€",
                "\t",
                "\u0000",
                "\u2028",
                "word"))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
