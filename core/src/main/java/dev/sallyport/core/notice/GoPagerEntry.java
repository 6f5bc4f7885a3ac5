package dev.sallyport.core.notice;

import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.notice.Destination.Legacy;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The plugin data that the Go plugins for PagerDuty and Opsgenie leave behind: texts under {@code
 * service_id} (Opsgenie's never fills it), {@code incident_id} or {@code alert_id}, {@code created}
 * (Unix seconds), {@code reviews_count} and {@code resolution} (lower case). Source: Teleport,
 * integrations/access/pagerduty/plugindata.go and integrations/access/opsgenie/plugindata.go.
 */
public final class GoPagerEntry {
  /** It writes its entry before it opens the incident: so long it may still be about to. */
  private static final Duration AT_WORK = Duration.ofMinutes(2);

  /** How far clocks may differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private GoPagerEntry() {}

  /**
   * What it says.
   *
   * @param idKey under which the incident's or alert's id stands
   */
  public static Adoption adopt(Map<String, String> entry, String idKey, Instant now) {
    String incident = entry.getOrDefault(idKey, "");
    if (!incident.isEmpty()) {
      return new Adoption.Take(
          List.of(
              Notice.adopted(
                  Optional.of(entry.getOrDefault("service_id", ""))
                      .filter(service -> !service.isEmpty())
                      .orElse(incident),
                  incident,
                  reviews(entry),
                  told(entry))));
    }
    return created(entry)
        // A time to come is none: who may write plugin data could hold a notice back with it.
        .filter(at -> at.isBefore(now.plus(CLOCKS)))
        .map(at -> at.plus(AT_WORK))
        .filter(now::isBefore)
        .<Adoption>map(Adoption.Later::new)
        .orElseGet(() -> new Adoption.Take(List.of()));
  }

  /**
   * The entry that lets it go on with one notice: the one that it knows, or else the first. All
   * nine keys, as it writes them itself.
   *
   * @param idKey under which the incident's or alert's id stands
   * @param service tells the id of the service that a notice is about; empty at Opsgenie
   */
  public static Legacy leave(
      String idKey,
      AccessRequest request,
      List<Notice> open,
      Map<String, String> theirs,
      Function<Notice, String> service) {
    Optional<String> known = Optional.of(theirs.getOrDefault(idKey, ""));
    Notice kept =
        open.stream()
            .filter(notice -> notice.ref().equals(known))
            .findFirst()
            .orElseGet(open::getFirst);
    Map<String, String> entry = new HashMap<>();
    entry.put("user", request.user());
    entry.put("roles", String.join(",", request.roles()));
    entry.put(
        "created", request.created().map(at -> Long.toString(at.getEpochSecond())).orElse(""));
    entry.put("request_reason", request.reason());
    entry.put("reviews_count", kept.replies() == 0 ? "" : Integer.toString(kept.replies()));
    entry.put("resolution", "");
    entry.put("resolve_reason", "");
    entry.put("service_id", service.apply(kept));
    entry.put(idKey, kept.ref().orElseThrow());
    return new Legacy(entry, List.of(kept));
  }

  private static int reviews(Map<String, String> entry) {
    try {
      return Math.max(0, Integer.parseInt(entry.getOrDefault("reviews_count", "0")));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Optional<Outcome> told(Map<String, String> entry) {
    return switch (entry.getOrDefault("resolution", "").toLowerCase(Locale.ROOT)) {
      case "approved" -> Optional.of(Outcome.APPROVED);
      case "denied" -> Optional.of(Outcome.DENIED);
      case "promoted" -> Optional.of(Outcome.PROMOTED);
      case "expired" -> Optional.of(Outcome.EXPIRED);
      default -> Optional.empty();
    };
  }

  private static Optional<Instant> created(Map<String, String> entry) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(entry.getOrDefault("created", ""))));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
