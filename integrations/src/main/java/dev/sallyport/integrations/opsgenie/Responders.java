package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.notice.Destination.Recipients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The responders of one alert. As a recipient they read {@code responders schedule:Night,
 * team:Ops}: the same text for the same set, whatever its order, and never that of a single one. In
 * names a backslash stands before a comma and a backslash.
 */
record Responders(List<Responder> all) {
  /** A schedule, as a recipient: this and its name or id. */
  static final String SCHEDULE = "schedule:";

  /** A team, as a recipient: this and its name or id. */
  static final String TEAM = "team:";

  private static final String JOINED = "responders ";
  private static final Comparator<Responder> ORDER =
      Comparator.comparing(Responder::type).thenComparing(Responder::name);

  Responders {
    all = all.stream().distinct().sorted(ORDER).toList();
  }

  /** Of single recipients and joined ones. */
  static Responders of(List<String> recipients) {
    Set<Responder> all = new LinkedHashSet<>();
    for (String to : recipients) {
      (isJoined(to) ? split(to.substring(JOINED.length())) : List.of(to))
          .stream().flatMap(one -> responder(one).stream()).forEach(all::add);
    }
    return new Responders(List.copyOf(all));
  }

  /**
   * Joins single recipients into one, which takes their place. Once joined ones are among them, a
   * single one that they cover is told with them, and any other one is the fallback, which stands
   * alone.
   */
  static Recipients sort(List<String> to) {
    Responders told = of(to.stream().filter(Responders::isJoined).toList());
    Responders all = of(to);
    if (told.all().isEmpty()) {
      return new Recipients(all.all().isEmpty() ? to : List.of(all.joined()), List.of(), List.of());
    }
    return new Recipients(
        to.stream().distinct().filter(one -> isJoined(one) || !told.covers(one)).toList(),
        to.stream().filter(one -> !isJoined(one) && told.covers(one)).toList(),
        List.of());
  }

  static boolean isJoined(String to) {
    return to.startsWith(JOINED);
  }

  /** All of them as one recipient. */
  String joined() {
    return all.stream()
        .map(one -> one.toString().replace("\\", "\\\\").replace(",", "\\,"))
        .collect(Collectors.joining(", ", JOINED, ""));
  }

  boolean covers(String to) {
    return Set.copyOf(all).containsAll(of(List.of(to)).all());
  }

  /** What bears no kind is a schedule, as the original has it. */
  private static Optional<Responder> responder(String text) {
    boolean team = text.startsWith(TEAM);
    String name =
        team
            ? text.substring(TEAM.length())
            : text.startsWith(SCHEDULE) ? text.substring(SCHEDULE.length()) : text;
    return Optional.of(name.strip())
        .filter(it -> !it.isEmpty())
        .map(it -> new Responder(team ? Responder.Type.TEAM : Responder.Type.SCHEDULE, it));
  }

  private static List<String> split(String joined) {
    List<String> parts = new ArrayList<>();
    var part = new StringBuilder();
    for (int at = 0; at < joined.length(); at++) {
      char c = joined.charAt(at);
      if (c == '\\' && at + 1 < joined.length()) {
        at++;
        part.append(joined.charAt(at));
      } else if (c == ',') {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
