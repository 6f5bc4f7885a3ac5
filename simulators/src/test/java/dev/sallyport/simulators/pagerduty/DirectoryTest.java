package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.pagerduty.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DirectoryTest extends PagerDutyTestBase {
  @Test
  void answersAbilities() throws IOException {
    assertThat(api.get("/abilities").body().path("abilities")).isNotEmpty();
  }

  @Test
  void findsServicesExactlyByNameAndLooselyByQuery() throws IOException {
    pagerDuty.addService("Payments EU");

    assertThat(ids("/services?name=Payments", "services")).containsExactly(service);
    assertThat(ids("/services?name=payments", "services")).isEmpty();
    assertThat(ids("/services?query=payments", "services")).hasSize(2);
    assertThat(ids("/services?name=Payments%20EU", "services")).hasSize(1);
    assertThat(api.get("/services?limit=1").body().path("more").asBoolean()).isTrue();
  }

  @Test
  void tellsTheEscalationPolicyOfAService() throws IOException {
    JsonNode found = api.get("/services/" + service).body().path("service");

    assertThat(found.path("name").asText()).isEqualTo("Payments");
    assertThat(found.path("escalation_policy").path("id").asText())
        .isEqualTo(pagerDuty.escalationPolicyOf(service));
    assertThat(api.get("/services/PNONE").code()).isEqualTo(2100);
  }

  @Test
  void findsUsersByQuery() throws IOException {
    JsonNode found = api.get("/users?query=alice%40example.com&limit=100").body().path("users");

    assertThat(found).hasSize(1);
    assertThat(found.path(0).path("id").asText()).isEqualTo(alice);
    assertThat(found.path(0).path("type").asText()).isEqualTo("user");
    assertThat(found.path(0).path("email").asText()).isEqualTo(Caller.ALICE);
    assertThat(ids("/users?query=EXAMPLE", "users")).containsExactly(alice, bob);
    assertThat(ids("/users?limit=1&offset=1", "users")).containsExactly(bob);
  }

  @Test
  void findsAUserById() throws IOException {
    assertThat(api.get("/users/" + bob).body().path("user").path("email").asText())
        .isEqualTo(Caller.BOB);
    assertThat(api.get("/users/PNONE").status()).isEqualTo(404);
  }

  @Test
  void hasNoOwnUserForAnAccountKey() throws IOException {
    assertThat(api.get("/users/me").status()).isEqualTo(400);
  }

  @Test
  void actsAsTheOwnerOfAUserKey() throws IOException {
    PagerDutyOptions options = PagerDutyOptions.defaults().withUserKey(Caller.KEY, Caller.BOB);
    try (PagerDutySimulator other = PagerDutySimulator.start(options);
        Caller caller = new Caller(other.url())) {
      other.addUser("Alice Example", Caller.ALICE);
      String owner = other.addUser("Bob Example", Caller.BOB);

      assertThat(caller.get("/users/me").body().path("user").path("id").asText()).isEqualTo(owner);
      caller.create(other.addService("Payments"), "key/1");
      assertThat(other.incidents().getFirst().history().getFirst().by()).isEqualTo(Caller.BOB);
    }
  }

  @Test
  void showsPermanentDutyWithoutScheduleAndTimes() throws IOException {
    pagerDuty.putOnCall(Caller.ALICE, service, 2);

    JsonNode onCall = onCalls("").path(0);

    assertThat(onCall.path("user").path("id").asText()).isEqualTo(alice);
    assertThat(onCall.path("user").path("type").asText()).isEqualTo("user_reference");
    assertThat(onCall.path("escalation_policy").path("id").asText())
        .isEqualTo(pagerDuty.escalationPolicyOf(service));
    assertThat(onCall.path("escalation_level").asInt()).isEqualTo(2);
    assertThat(List.of("schedule", "start", "end"))
        .allSatisfy(field -> assertThat(onCall.get(field).isNull()).isTrue());
  }

  @Test
  void showsShiftsWhileTheyLast() throws IOException {
    String schedule = pagerDuty.addSchedule("Weekdays");
    pagerDuty.putOnCall(
        alice, service, 1, schedule, clock.instant(), clock.instant().plusSeconds(3600));

    assertThat(onCalls("").path(0).path("schedule").path("id").asText()).isEqualTo(schedule);
    assertThat(onCalls("").path(0).path("end").asText()).isEqualTo("2026-11-20T13:00:00Z");
    clock.advance(Duration.ofHours(1));
    assertThat(onCalls("")).isEmpty();
    assertThat(onCalls("?since=2026-11-20T12:30:00Z&until=2026-11-20T14:00:00Z")).hasSize(1);
  }

  @Test
  void filtersByUserPolicyAndSchedule() throws IOException {
    String search = pagerDuty.addService("Search");
    String schedule = pagerDuty.addSchedule("Weekdays");
    pagerDuty.putOnCall(alice, service, 1);
    pagerDuty.putOnCall(bob, search, 1, schedule, clock.instant(), clock.instant().plusSeconds(60));

    assertThat(onCalls("?user_ids%5B%5D=" + bob)).hasSize(1);
    assertThat(onCalls("?user_ids%5B%5D=" + bob + "&user_ids%5B%5D=" + alice)).hasSize(2);
    assertThat(onCalls("?escalation_policy_ids%5B%5D=" + pagerDuty.escalationPolicyOf(service)))
        .hasSize(1);
    assertThat(onCalls("?schedule_ids%5B%5D=" + schedule)).hasSize(1);
    assertThat(onCalls("?schedule_ids%5B%5D=null&schedule_ids%5B%5D=" + schedule)).hasSize(2);
    pagerDuty.clearOnCall();
    assertThat(onCalls("")).isEmpty();
  }

  @Test
  void keepsOnlyTheEarliestShiftWhenAsked() throws IOException {
    String schedule = pagerDuty.addSchedule("Weekdays");
    for (int day = 3; day > 0; day--) {
      pagerDuty.putOnCall(
          alice,
          service,
          1,
          schedule,
          clock.instant().plus(Duration.ofDays(day)),
          clock.instant().plus(Duration.ofDays(day).plusHours(1)));
    }

    assertThat(onCalls("?until=2026-12-01T00:00:00Z")).hasSize(3);
    assertThat(onCalls("?until=2026-12-01T00:00:00Z&earliest=true").findValuesAsText("start"))
        .containsExactly("2026-11-21T12:00:00Z");
  }

  @Test
  void refusesToLookFartherThan90DaysAhead() throws IOException {
    assertThat(api.get("/oncalls?until=2027-02-18T12:00:00Z").status()).isEqualTo(200);
    assertThat(api.get("/oncalls?until=2027-02-18T12:00:01Z").status()).isEqualTo(400);
    assertThat(api.get("/oncalls?since=2026-11-21T00:00:00Z&until=2026-11-20T00:00:00Z").status())
        .isEqualTo(400);
  }

  private JsonNode onCalls(String query) throws IOException {
    Reply reply = api.get("/oncalls" + query);
    assertThat(reply.status()).isEqualTo(200);
    return reply.body().path("oncalls");
  }

  private List<String> ids(String path, String list) throws IOException {
    return api.get(path).body().path(list).valueStream().map(it -> it.path("id").asText()).toList();
  }
}
