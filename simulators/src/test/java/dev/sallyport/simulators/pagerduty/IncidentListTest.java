package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.pagerduty.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IncidentListTest extends PagerDutyTestBase {
  @Test
  void findsByKeyServiceAndStatus() throws IOException {
    String other = pagerDuty.addService("Search");
    api.create(service, "key/1");
    api.create(other, "key/1");
    api.create(service, "key/2");
    pagerDuty.resolveAs(bob, pagerDuty.incidents().getFirst().id());

    assertThat(numbers("/incidents?incident_key=key/1")).containsExactly(1L, 2L);
    assertThat(numbers("/incidents?incident_key=key%2F1&service_ids%5B%5D=" + other))
        .containsExactly(2L);
    assertThat(
            numbers(
                "/incidents?statuses[]=triggered&statuses[]=acknowledged".replace("[]", "%5B%5D")))
        .containsExactly(2L, 3L);
    assertThat(numbers("/incidents?incident_key=key/none")).isEmpty();
  }

  @Test
  void matchesEverythingByAnEmptyKey() throws IOException {
    api.create(service, "key/1");
    api.create(service, "key/2");

    assertThat(numbers("/incidents?incident_key=")).containsExactly(1L, 2L);
  }

  @Test
  void looksBackOneMonthUnlessTold() throws IOException {
    api.create(service, "key/1");
    clock.advance(Duration.ofDays(32));
    api.create(service, "key/2");

    assertThat(numbers("/incidents")).containsExactly(2L);
    assertThat(numbers("/incidents?date_range=all")).containsExactly(1L, 2L);
    assertThat(numbers("/incidents?since=2026-11-01T00:00:00Z")).containsExactly(1L, 2L);
    assertThat(numbers("/incidents?since=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z"))
        .containsExactly(1L);
  }

  @Test
  void refusesAWindowOfMoreThanSixMonths() throws IOException {
    assertThat(api.get("/incidents?since=2026-01-01T00:00:00Z").status()).isEqualTo(400);
    assertThat(api.get("/incidents?since=yesterday").status()).isEqualTo(400);
  }

  @Test
  void findsByAssignee() throws IOException {
    pagerDuty.putOnCall(bob, service, 1);
    api.create(service, "key/1");

    assertThat(numbers("/incidents?user_ids%5B%5D=" + bob)).containsExactly(1L);
    assertThat(numbers("/incidents?user_ids%5B%5D=" + alice)).isEmpty();
  }

  @Test
  void pagesWithMore() throws IOException {
    for (int i = 0; i < 3; i++) {
      api.create(service, "key/" + i);
    }

    Reply first = api.get("/incidents?limit=2");
    Reply second = api.get("/incidents?limit=2&offset=2&total=true");

    assertThat(first.body().path("incidents")).hasSize(2);
    assertThat(first.body().path("more").asBoolean()).isTrue();
    assertThat(first.body().path("total").isNull()).isTrue();
    assertThat(second.body().path("incidents")).hasSize(1);
    assertThat(second.body().path("more").asBoolean()).isFalse();
    assertThat(second.body().path("total").asInt()).isEqualTo(3);
    assertThat(api.get("/incidents").body().path("limit").asInt()).isEqualTo(25);
  }

  @Test
  void refusesPagesOutOfReach() throws IOException {
    assertThat(api.get("/incidents?limit=101").status()).isEqualTo(400);
    assertThat(api.get("/incidents?limit=100&offset=9900").status()).isEqualTo(200);
    assertThat(api.get("/incidents?limit=100&offset=9901").status()).isEqualTo(400);
    assertThat(api.get("/incidents?offset=-1").status()).isEqualTo(400);
    assertThat(api.get("/incidents?limit=many").status()).isEqualTo(400);
  }

  private List<Long> numbers(String path) throws IOException {
    return api.get(path)
        .body()
        .path("incidents")
        .valueStream()
        .map(it -> it.path("incident_number").asLong())
        .toList();
  }
}
