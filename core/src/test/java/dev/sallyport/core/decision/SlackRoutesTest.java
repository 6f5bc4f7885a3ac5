package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlackRoutesTest {
  private static Router router(Map<String, List<String>> byRole) {
    return new Router(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Router.SlackRoutes(byRole, Optional.of("security"))));
  }

  @Test
  void namesTheRequesterFirstThenTheRolesRecipientsThenTheSuggestedReviewers() {
    Routing routing =
        router(Map.of("*", List.of("ops"), "editor", List.of("dev", "bob@example.com")))
            .route(
                Sample.request()
                    .roles("editor", "auditor")
                    .suggest("carol@example.com", "alice@example.com")
                    .build(),
                _ -> true);
    assertThat(routing.slack())
        .containsExactly(
            "requester:alice@example.com",
            "dev",
            "bob@example.com",
            "ops",
            "user:carol@example.com");
    assertThat(routing.from()).isEqualTo(Routing.Source.CONFIG);
  }

  @Test
  void namesTheFallbackWhereNobodyCouldDecide() {
    Routing routing = router(Map.of("*", List.of())).route(Sample.pending(), _ -> true);
    assertThat(routing.slack()).containsExactly("requester:alice@example.com", "security");
    assertThat(routing.from()).isEqualTo(Routing.Source.FALLBACK);
  }

  @Test
  void aSilentSlackLeavesThePagersFallbackInPlace() {
    Router both =
        new Router(
            Optional.of(
                new Router.PagerDutyRoutes("pagerduty_notify_service", true, Optional.of("Duty"))),
            Optional.empty(),
            Optional.of(
                new Router.SlackRoutes(Map.of("*", List.of("ops")), Optional.of("security"))));
    assertThat(both.route(Sample.pending(), _ -> true).pagerduty()).isEmpty();
    Routing quiet = both.route(Sample.pending(), part -> !part.equals("slack"));
    assertThat(quiet.pagerduty()).containsExactly("Duty");
    assertThat(quiet.slack()).containsExactly("requester:alice@example.com", "ops");
  }
}
