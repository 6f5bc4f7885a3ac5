package dev.sallyport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.local.Refusal;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiAddressTest {
  private static final String PATH = "/webhooks/pagerduty";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://abc.example.com",
        "https://abc.example.com/",
        "https://abc.example.com/webhooks/pagerduty",
        "https://abc.example.com/webhooks/pagerduty/"
      })
  void theApisAddressAndTheWebhooksOwnAreTheSame(String url) {
    assertThat(ApiAddress.of(url, PATH)).isEqualTo("https://abc.example.com" + PATH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://abc.example.com/webhooks",
        "https://abc.example.com/webhooks/slack/interactions",
        "https://abc.example.com/webhooks/pagerduty/webhooks/pagerduty"
      })
  void anotherPathIsRefused(String url) {
    assertThatThrownBy(() -> ApiAddress.of(url, PATH))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(url, "ApiUrl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://abc.example.com",
        "http://localhost:80",
        "abc",
        "https://",
        "https://u:p@h",
        "https://h/?q=1",
        "https://h#x",
        "https://a b"
      })
  void whatIsNoSafeAddressIsRefused(String url) {
    assertThatThrownBy(() -> ApiAddress.of(url, PATH))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("--url", url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "http://localhost:8080/"})
  void plainHttpLeadsToThisMachineAlone(String url) {
    assertThat(ApiAddress.of(url, PATH, Set.of("localhost")))
        .isEqualTo("http://localhost:8080" + PATH);
  }
}
