package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manifest against Slack's published schema, version 2, as far as ours uses it. */
final class SlackManifestTest {
  private static JsonNode manifest(String... more) throws JsonProcessingException {
    List<String> arguments =
        new ArrayList<>(List.of("slack", "manifest", "--url", "https://abc.example.com/"));
    arguments.addAll(List.of(more));
    return JsonMapper.builder()
        .build()
        .readTree(Run.of(arguments.toArray(String[]::new)).succeeds().out());
  }

  private static List<String> scopes(JsonNode manifest) {
    List<String> scopes = new ArrayList<>();
    manifest.at("/oauth_config/scopes/bot").forEach(scope -> scopes.add(scope.asText()));
    return scopes;
  }

  @Test
  void namesTheRequestUrlAndTheLeastScopes() throws JsonProcessingException {
    JsonNode manifest = manifest();
    assertThat(manifest.at("/settings/interactivity/request_url").asText())
        .isEqualTo("https://abc.example.com/webhooks/slack/interactions");
    assertThat(manifest.at("/settings/interactivity/is_enabled").asBoolean()).isTrue();
    assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean(true)).isFalse();
    assertThat(scopes(manifest))
        .containsExactly(
            "channels:read",
            "chat:write",
            "chat:write.public",
            "groups:read",
            "im:write",
            "reactions:write",
            "users:read",
            "users:read.email");
    assertThat(manifest.at("/display_information/name").asText()).hasSizeBetween(1, 35);
    assertThat(manifest.at("/display_information/description").asText()).hasSizeBetween(1, 140);
  }

  @Test
  void asksForHistoryOnlyWhenTold() throws JsonProcessingException {
    assertThat(scopes(manifest("--history")))
        .contains("channels:history", "groups:history", "im:history")
        .hasSize(11);
  }

  @Test
  void refusesAnAddressThatSlackWouldNotReachSafely() {
    for (String url :
        List.of(
            "http://abc.example.com",
            "abc",
            "https://",
            "https://u:p@h",
            "https://h/?q=1",
            "https://h/webhooks/pagerduty")) {
      Run.of("slack", "manifest", "--url", url).isRefusedNaming("--url", url);
    }
    Run.of("slack", "manifest", "--url", "https://h", "--name", "x".repeat(36))
        .isRefusedNaming("--name", "35");
  }
}
