package dev.sallyport.cli.policy;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.policy.PolicyCase.Expected;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Kind;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a file of policy tests: nothing unknown, nothing impossible. */
final class CaseReader {
  static final List<String> DECISIONS =
      List.of("approved", "abstained", "denied-by-policy", "undecided");

  private static final List<String> DESTINATIONS = List.of("pagerduty", "opsgenie", "slack");

  private final String file;
  private final List<Script> providers;

  private CaseReader(String file, List<Script> providers) {
    this.file = file;
    this.providers = providers;
  }

  /**
   * Reads the cases of a file.
   *
   * @param file its name, for messages
   * @throws Refusal naming file, line, key and fix
   */
  static List<PolicyCase> read(String file, String text, Config config) {
    return new CaseReader(file, Providers.of(config)).read(text);
  }

  private List<PolicyCase> read(String text) {
    Table root = Table.of(file, "", Yaml.read(file, text));
    Optional<Instant> time = root.time("time");
    List<PolicyCase> cases = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Table table : root.tables("cases")) {
      PolicyCase one = one(table, time);
      if (!names.add(one.name())) {
        throw table.error("name", "is that of an earlier case: give each its own");
      }
      cases.add(one);
    }
    if (cases.isEmpty()) {
      throw root.error("cases", "is missing: write cases: and a dash before each case");
    }
    root.refuseUnknown();
    return cases;
  }

  private PolicyCase one(Table table, Optional<Instant> standard) {
    String name = table.required("name", "a sentence that tells this case from the others");
    Instant time =
        table
            .time("time")
            .or(() -> standard)
            .orElseThrow(
                () ->
                    table.error(
                        "time", "is missing: set it to when the request is judged, here or above"));
    PolicyCase one =
        new PolicyCase(
            name,
            table.place(),
            request(table, time),
            time,
            onCall(table),
            expected(
                table
                    .table("expect")
                    .orElseThrow(
                        () -> table.error("expect", "is missing: say what is to come out"))));
    table.refuseUnknown();
    return one;
  }

  private static AccessRequest request(Table table, Instant time) {
    Instant created = table.time("created").orElse(time);
    if (created.isAfter(time)) {
      throw table.error("created", "is after time: a request is judged after it was made");
    }
    Optional<Duration> duration = table.length("duration");
    return new AccessRequest(
        "00000000-0000-0000-0000-000000000000",
        table.required("user", "the requester's Teleport user name"),
        table.texts("roles"),
        RequestState.PENDING,
        table.flag("long_term") ? AccessRequest.Kind.LONG_TERM : AccessRequest.Kind.SHORT_TERM,
        Optional.of(created),
        duration.map(created::plus),
        duration.map(created::plus),
        Optional.empty(),
        table.text("reason").orElse(""),
        "",
        table.textsByName("annotations"),
        List.of(),
        table.texts("suggested_reviewers"),
        table.tables("reviews").stream().map(CaseReader::review).toList(),
        OptionalInt.empty(),
        "1",
        false);
  }

  private static Review review(Table table) {
    Review review =
        new Review(
            table.required("by", "the reviewer's Teleport user name"),
            RequestState.valueOf(
                table.oneOf("state", List.of("approved", "denied")).toUpperCase(Locale.ROOT)),
            "",
            Optional.empty());
    table.refuseUnknown();
    return review;
  }

  private List<OnCall> onCall(Table table) {
    Map<String, OnCall> all = new LinkedHashMap<>();
    providers.forEach(it -> all.put(it.provider(), it));
    table
        .table("on_call")
        .ifPresent(
            onCall ->
                onCall
                    .keys()
                    .forEach(
                        provider -> all.put(provider, script(onCall, known(onCall, provider)))));
    return List.copyOf(all.values());
  }

  private Script known(Table onCall, String name) {
    return providers.stream()
        .filter(it -> it.provider().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                onCall.error(
                    name,
                    "is no on-call provider of the configuration: choose of "
                        + String.join(", ", providers.stream().map(Script::provider).toList())));
  }

  private static Script script(Table onCall, Script silent) {
    String provider = silent.provider();
    Kind kind = silent.kind();
    if (onCall.value(provider).orElseThrow() instanceof Yaml.Text) {
      return new Script(
          provider, kind, silent.annotation(), isError(onCall, provider), Map.of(), List.of());
    }
    Table names = onCall.table(provider).orElseThrow();
    Map<String, List<Script.Duty>> shifts = new LinkedHashMap<>();
    List<String> failing = new ArrayList<>();
    for (String name : names.keys()) {
      if (names.value(name).orElseThrow() instanceof Yaml.Text && isError(names, name)) {
        failing.add(name);
      } else {
        shifts.put(name, names.tables(name).stream().map(CaseReader::duty).toList());
      }
    }
    return new Script(provider, kind, silent.annotation(), false, shifts, failing);
  }

  private static boolean isError(Table table, String key) {
    table.oneOf(key, List.of("error"));
    return true;
  }

  private static Script.Duty duty(Table table) {
    Script.Duty duty =
        new Script.Duty(
            table.required("user", "the Teleport user name of who is on call"),
            table.number("level", 1),
            table.time("since"),
            table.time("until"));
    table.refuseUnknown();
    return duty;
  }

  private static Expected expected(Table table) {
    Map<String, List<String>> recipients = new LinkedHashMap<>();
    table
        .table("recipients")
        .ifPresent(
            it -> {
              DESTINATIONS.stream()
                  .filter(to -> it.value(to).isPresent())
                  .forEach(to -> recipients.put(to, it.texts(to)));
              it.refuseUnknown();
            });
    Expected expected =
        new Expected(
            table.text("decision").map(_ -> table.oneOf("decision", DECISIONS)),
            table.text("by"),
            recipients);
    if (expected.decision().isEmpty() && recipients.isEmpty()) {
      throw table.error("decision", "is missing: choose one of " + String.join(", ", DECISIONS));
    }
    if (expected.by().isPresent() && !expected.decision().equals(Optional.of("approved"))) {
      throw table.error("by", "goes with decision: approved alone");
    }
    table.refuseUnknown();
    return expected;
  }
}
