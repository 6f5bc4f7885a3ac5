package dev.sallyport.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {
  private static final AccessRequest REQUEST =
      Sample.request()
          .roles("editor", "auditor")
          .suggest("bob@example.com")
          .annotation("team", "db", "web")
          .build();

  private final AtomicInteger asked = new AtomicInteger();
  private final Facts facts =
      new Facts(
          REQUEST,
          () -> {
            asked.incrementAndGet();
            return Optional.of(Map.of("team", List.of("sre", "on-call")));
          });

  private boolean holds(String condition) {
    return Condition.parse(condition).holds(facts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access_request.spec.roles.contains(\"editor\")",
        "contains(access_request.spec.roles, `editor`)",
        "contains_any(access_request.spec.roles, set(\"editor\", \"other\"))",
        "access_request.spec.roles.contains_any(set(\"editor\"))",
        "contains_all(set(\"editor\", \"auditor\", \"x\"), access_request.spec.roles)",
        "access_request.spec.user == \"alice@example.com\"",
        "access_request.spec.user != \"bob@example.com\"",
        "!is_empty(access_request.spec.suggested_reviewers)",
        "access_request.spec.requested_resources.isempty()",
        "access_request.spec.requested_resources.length == 0",
        "contains(access_request.spec.system_annotations[\"team\"], \"db\")",
        "access_request.spec.system_annotations.team.contains(\"web\")",
        "is_empty(access_request.spec.system_annotations[\"none\"])",
        "contains_any(user.traits[\"team\"], set(\"sre\"))",
        "!is_empty(user.traits)",
        "regexp.match(access_request.spec.request_reason, \"bec*\")",
        "regexp.match(access_request.spec.roles, \"^(edit|audit)or$\")",
        "access_request.spec.creation_time != access_request.spec.expiry",
        "true && !false",
        "(false || true) && true",
        "true || false && false",
        "!(false) == true",
        "access_request.spec.user == \"alice@example.com\"\n\t&& true",
      })
  void understands(String condition) {
    assertThat(holds(condition)).isTrue();
    assertThat(holds("!(" + condition + ")")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contains_all(access_request.spec.roles, set(\"editor\", \"x\"))",
        "contains_any(access_request.spec.roles, set())",
        "true && false",
        "false && true || false",
        "contains(access_request.spec.roles, \"edit\")",
        "regexp.match(access_request.spec.roles, \"edit\")",
        "regexp.match(access_request.spec.request_reason, \"^cause$\")",
        "access_request.spec.user == \"Alice@example.com\"",
        "access_request.spec.requested_resources.length != 0",
        "contains_any(user.traits[\"other\"], set(\"sre\"))",
      })
  void doesNotHold(String condition) {
    assertThat(holds(condition)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '§',
      value = {
        "has_labels(access_request.spec.roles) ~ the function \"has_labels\" at 1",
        "resource_labels_union[\"env\"] == \"x\" ~ the variable \"resource_labels_union\" at 1",
        "true && access_request.spec.limit == 3 ~ the variable \"access_request.spec.limit\" at 9",
        "access_request.spec.roles ~ \"access_request\" at 1 is a set of texts, not a yes or no",
        "access_request.spec.roles == \"x\" ~ \"==\" at 27 between a set of texts and a text",
        "contains(access_request.spec.roles) ~ \"contains\" at 1 with 1 arguments",
        "contains(access_request.spec.user, \"a\") ~ \"contains\" at 1 of a text",
        "access_request.spec.roles.union(set(\"a\")) ~ the function \"union\" at 27",
        "true & false ~ the sign \"&\" at 6",
        "true true ~ \"true\" at 6",
        "(true ~ the end in place of \")\"",
        "true && ~ it ends too early",
        "access_request.spec.user == 'alice' ~ the sign \"'\" at 29",
        "access_request.spec.user == \"alice ~ the quote at 29 has no end",
        "access_request.spec.user == \"\\x41\" ~ the escape \"\\x\" at 30",
        "user.traits == user.traits ~ \"==\" at 13 between a map and a map",
        "true == true == true ~ a second comparison, \"==\" at 14",
        "regexp.match(access_request.spec.roles, \"^(a+)+$\") ~ the repetition at 6 in the"
            + " expression \"^(a+)+$\"",
        "access_request.spec.requested_resources.length == 1e9 ~ the number \"1e9\"",
      })
  void namesThePartThatIsNotUnderstood(String condition, String part) {
    assertThatThrownBy(() -> holds(condition)).isInstanceOf(Unclear.class).hasMessage(part);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n "})
  void nothingIsNotUnderstood(String condition) {
    assertThatThrownBy(() -> holds(condition)).hasMessage("the condition is empty");
  }

  @Test
  void isBounded() {
    assertThatThrownBy(() -> holds("(".repeat(50) + "true" + ")".repeat(50)))
        .hasMessageStartingWith("more than 40 levels");
    assertThatThrownBy(() -> holds("!".repeat(900) + "true"))
        .hasMessageStartingWith("more than 40 levels");
    assertThatThrownBy(() -> holds("!".repeat(1001)))
        .hasMessage("the condition has more than 1000 words");
    assertThatThrownBy(() -> holds(" ".repeat(4096) + "true"))
        .hasMessage("the condition is longer than 4096 characters");
    assertThat(holds("(".repeat(39) + "true" + ")".repeat(39))).isTrue();
    assertThat(holds("false" + " || false".repeat(400) + " || true")).isTrue();
  }

  @Test
  void traitsAreAskedForOnlyWhereTheyDecideAndOnlyOnce() {
    assertThat(holds("false && contains(user.traits[\"team\"], \"sre\")")).isFalse();
    assertThat(asked).hasValue(0);
    assertThat(holds("contains(user.traits.team, \"sre\") && !is_empty(user.traits.team)"))
        .isTrue();
    assertThat(asked).hasValue(1);
  }

  @Test
  void traitsThatAreNotToldAreAMissingPart() {
    Facts blind = new Facts(REQUEST, Optional::empty);
    assertThatThrownBy(() -> Condition.parse("is_empty(user.traits[\"team\"])").holds(blind))
        .isInstanceOf(Unclear.class)
        .hasMessage("user.traits: Teleport does not tell them");
  }
}
