package dev.sallyport.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;

/** No condition breaks anything: it holds, it does not, or a part is named. */
class ConditionLawsTest {
  private static final Facts FACTS =
      new Facts(Sample.pending(), () -> Optional.of(Map.of("team", List.of("sre"))));

  private static void isAnswered(String condition) {
    try {
      boolean holds = Condition.parse(condition).holds(FACTS);
      assertThat(Condition.parse("!(" + condition + "\n)").holds(FACTS)).isEqualTo(!holds);
    } catch (Unclear e) {
      assertThat(e.part()).isNotBlank().hasSizeLessThan(300);
    }
  }

  @Property(tries = 2000)
  void anyTextIsAnswered(@ForAll @StringLength(max = 200) String condition) {
    isAnswered(condition);
  }

  @Property(tries = 5000)
  void anyRowOfWordsIsAnswered(@ForAll("words") List<String> words) {
    isAnswered(String.join(" ", words));
  }

  @Provide
  Arbitrary<List<String>> words() {
    return Arbitraries.of(
            "access_request.spec.roles",
            "access_request.spec.user",
            "access_request.spec.system_annotations",
            "access_request.spec.requested_resources.length",
            "access_request.spec.creation_time",
            "user.traits",
            "contains(",
            "contains_any(",
            "set(",
            "is_empty(",
            "regexp.match(",
            ".contains(",
            "\"demo-role\"",
            "\"^[a-z]*$\"",
            "[\"team\"]",
            "true",
            "7",
            "&&",
            "||",
            "==",
            "!=",
            "!",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".")
        .list()
        .ofMaxSize(14);
  }

  @Property(tries = 2000)
  void anyExpressionEndsInTime(@ForAll("expressions") String expression) {
    try {
      boolean matches = Matching.of("^" + expression + "$").any(List.of("a".repeat(4096) + "!"));
      assertThat(matches).isIn(true, false);
    } catch (Unclear e) {
      assertThat(e.part()).isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> expressions() {
    return Arbitraries.of(
            "a", "a*", "a+", "(a|a)", "(a*)", "(a|b)?", "?", "[a-c]", "[^b]", ".*", "{2,3}", "\\w",
            "\\.", "$", "^", "|", ")", "(", "[", "é")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
