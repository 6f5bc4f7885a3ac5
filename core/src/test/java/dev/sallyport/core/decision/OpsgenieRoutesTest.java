package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.decision.Router.OpsgenieRoutes;
import dev.sallyport.core.decision.Router.PagerDutyRoutes;
import dev.sallyport.core.decision.Routing.Source;
import dev.sallyport.core.testing.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpsgenieRoutesTest {
  private static final Sample ASKING =
      Sample.request()
          .annotation("teleport.dev/notify-services", "night", " night ", "day")
          .annotation("teleport.dev/teams", "storage");

  private static Router router(List<String> schedules, List<String> teams) {
    return new Router(
        Optional.of(new PagerDutyRoutes("pagerduty_notify_service", true, Optional.of("Duty"))),
        Optional.of(
            new OpsgenieRoutes(
                "teleport.dev/notify-services",
                "teleport.dev/teams",
                schedules,
                teams,
                Optional.of("last"))),
        Optional.empty());
  }

  @Test
  void alertsTheSchedulesAndTeamsThatTheAnnotationsName() {
    Routing routing = router(List.of("primary"), List.of("all")).route(ASKING.build(), _ -> true);
    assertThat(routing.opsgenie())
        .containsExactly("schedule:night", "schedule:day", "team:storage");
    assertThat(routing.from()).isEqualTo(Source.ANNOTATION);
    assertThat(routing.pagerduty()).as("somebody hears").isEmpty();
    assertThat(routing.slack()).isEmpty();
  }

  @Test
  void defaultsAlertAlone() {
    Routing routing = router(List.of("primary"), List.of("all")).route(Sample.pending(), _ -> true);
    assertThat(routing.opsgenie()).containsExactly("schedule:primary", "team:all");
    assertThat(routing.from()).isEqualTo(Source.CONFIG);
  }

  @Test
  void aDefaultStandsInForItsOwnAnnotationAlone() {
    Sample teams = Sample.request().annotation("teleport.dev/teams", "storage");
    assertThat(
            router(List.of("primary"), List.of("all")).route(teams.build(), _ -> true).opsgenie())
        .containsExactly("schedule:primary", "team:storage");
  }

  @Test
  void theFallbacksHearWhereNobodyDoes() {
    Routing routing = router(List.of(), List.of()).route(Sample.pending(), _ -> true);
    assertThat(routing.opsgenie()).containsExactly("schedule:last");
    assertThat(routing.pagerduty()).containsExactly("Duty");
    assertThat(routing.from()).isEqualTo(Source.FALLBACK);
  }

  @Test
  void whoeverHearsElsewhereSparesTheFallback() {
    Sample paged = Sample.request().annotation("pagerduty_notify_service", "Ops");
    Router router = router(List.of(), List.of());
    assertThat(router.route(paged.build(), _ -> true).opsgenie()).isEmpty();
    assertThat(router.route(paged.build(), part -> !part.equals("pagerduty")).opsgenie())
        .as("PagerDuty is silent")
        .containsExactly("schedule:last");
  }

  @Test
  void aSilentOpsgenieLeavesThePagersFallbackInPlace() {
    Routing routing =
        router(List.of("primary"), List.of())
            .route(Sample.pending(), part -> !part.equals("opsgenie"));
    assertThat(routing.pagerduty()).containsExactly("Duty");
    assertThat(routing.opsgenie()).containsExactly("schedule:primary");
  }
}
