package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.pagerduty.Note;
import dev.sallyport.simulators.pagerduty.StatusChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at once, and a destination that is away. */
final class LoadTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Stage stage;

  LoadTest(@TempDir Path directory) {
    stage = Stage.open(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aThousandRequestsAtOnceAreNeitherLostNorDoubledNorOutOfOrder() {
    List<String> ids = ask(1000);
    awaitAll(ids, "triggered");
    ids.forEach(id -> stage.teleport().approve(id, "all of you"));
    awaitAll(ids, "resolved");

    assertThat(keys()).containsExactlyInAnyOrderElementsOf(wanted(ids));
    assertThat(stage.pagerduty().incidents())
        .allSatisfy(
            incident -> {
              assertThat(incident.history())
                  .extracting(StatusChange::status)
                  .containsExactly("triggered", "resolved");
              assertThat(incident.notes())
                  .extracting(Note::content)
                  .singleElement()
                  .asString()
                  .contains("the request was approved");
            });
    assertThat(stage.heard().alarms()).isEmpty();
  }

  @Test
  void nothingIsLostWhilePagerDutyIsAway() {
    stage.pagerduty().faults().always(_ -> true, new Fault.Refuse(503, "out of order"));
    List<String> ids = ask(20);
    await("a try for each", () -> stage.pagerduty().journal().entries().size() >= 20);
    String decided = ids.getFirst();
    stage.teleport().deny(decided, "too late");
    await("the denial seen", () -> stage.memory(decided, "seen").contains("DENIED"));
    assertThat(stage.pagerduty().incidents()).isEmpty();

    stage.pagerduty().faults().clear();
    List<String> pending = ids.subList(1, ids.size());
    awaitAll(pending, "triggered");
    pending.forEach(id -> stage.teleport().approve(id, ""));
    awaitAll(pending, "resolved");
    assertThat(keys())
        .as("what was decided before its turn does not page")
        .containsExactlyInAnyOrderElementsOf(wanted(pending));
  }

  private List<String> ask(int count) {
    return IntStream.range(0, count).mapToObj(number -> stage.ask("number " + number)).toList();
  }

  private void awaitAll(List<String> ids, String status) {
    Set<String> keys = new TreeSet<>(wanted(ids));
    await(
        ids.size() + " incidents " + status,
        LONG,
        () ->
            stage.pagerduty().incidents().stream()
                .filter(incident -> incident.status().equals(status))
                .map(Incident::key)
                .collect(Collectors.toSet())
                .containsAll(keys));
  }

  private List<String> keys() {
    return stage.pagerduty().incidents().stream().map(Incident::key).toList();
  }

  private static List<String> wanted(List<String> ids) {
    return ids.stream().map(id -> "teleport-access-request/" + id).toList();
  }
}
