package dev.sallyport.simulators.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WhereTest {
  private static final Where.Scope SCOPE =
      new Where.Scope(
          Map.of("reviewer.roles", List.of("sre", "dev"), "request.reason", List.of("fix \"it\"")),
          Map.of("reviewer.traits", Map.of("team", List.of("a", "b"))));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'',true",
        "'contains(reviewer.roles, \"sre\")',true",
        "'contains(reviewer.roles,\"ops\")',false",
        "'!contains(reviewer.roles, \"ops\") && contains(reviewer.traits[\"team\"], \"b\")',true",
        "'contains(reviewer.traits[\"none\"], \"b\") || equals(request.reason, \"x\")',false",
        "'equals(request.reason, \"fix \\\"it\\\"\")',true",
        "'request.reason != \"x\"',true",
        "'regexp.match(reviewer.roles, \"^s.e$\")',true",
        "'(contains(reviewer.roles, \"ops\") || contains(reviewer.roles, \"dev\"))"
            + " && !(request.reason == \"x\")',true",
      })
  void evaluates(String text, boolean expected) {
    assertThat(Where.parse(text).test(SCOPE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"contains(reviewer.roles", "user.name == \"x\"", "nonsense(\"a\", \"b\")", "1 +"})
  void refusesWhatItDoesNotUnderstand(String text) {
    assertThatThrownBy(() -> Where.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
