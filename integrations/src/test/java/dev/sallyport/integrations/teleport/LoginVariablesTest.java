package dev.sallyport.integrations.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoginVariablesTest {
  private static final Map<String, List<String>> TRAITS =
      Map.of(
          "logins", List.of("alice", "root", ""),
          "team-name", List.of("sre"),
          "email", List.of("alice.b@example.com", "not an address"),
          "none", List.of());

  @Test
  void literalsAndTraitsAreSortedAndAppearOnce() {
    assertThat(fill("ubuntu", "{{internal.logins}}", "root", "ec2-user"))
        .containsExactly("alice", "ec2-user", "root", "ubuntu");
  }

  @Test
  void everyFormOfAVariableIsFilledWithTheTextAroundIt() {
    assertThat(fill("{{ external.logins }}")).containsExactly("alice", "root");
    assertThat(fill("{{external[\"team-name\"]}}")).containsExactly("sre");
    assertThat(fill(" svc-{{external[\"team-name\"]}}-ro ")).containsExactly("svc-sre-ro");
    assertThat(fill("{{email.local(external.email)}}")).containsExactly("alice.b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{external.unknown}}",
        "{{external.none}}",
        "{{internal.kubernetes_users}}",
        "{{regexp.replace(external.email, \"^(.*)@.*$\", \"$1\")}}",
        "{{external.team-name}}",
        "{{external.logins",
        "external.logins}}",
        "{{external.logins}}{{external.logins}}",
        "{{}}",
        "-teleport-nologin",
        "",
        "with space",
        "a:b",
        "a/b",
        "a\u0000b",
        "a\u2003b",
        "thirty-three-characters-long-name"
      })
  void whatCannotBeToldOrBeALoginIsLeftOut(String login) {
    assertThat(fill(login, "ubuntu")).containsExactly("ubuntu");
  }

  @Test
  void withoutTraitsTheLiteralsRemain() {
    List<String> logins = List.of("{{internal.logins}}", "ubuntu");
    assertThat(LoginVariables.fill(logins, Map.of())).containsExactly("ubuntu");
    assertThat(LoginVariables.anyIn(logins)).isTrue();
    assertThat(LoginVariables.anyIn(List.of("ubuntu"))).isFalse();
  }

  private static List<String> fill(String... logins) {
    return LoginVariables.fill(List.of(logins), TRAITS);
  }
}
