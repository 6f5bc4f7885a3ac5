package dev.sallyport.integrations.slack;

import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.notice.Destination.Legacy;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugin data that the Go plugin {@code teleport-slack} leaves behind: texts under {@code
 * messages} ({@code channel/ts}, joined by commas), {@code reviews_count} and {@code resolution}
 * (upper case); older versions have {@code channel_id} and {@code timestamp}. Source: Teleport,
 * integrations/access/accessrequest/plugindata.go.
 */
final class GoEntry {
  /** So long the plugin may still be about to post what it has claimed. */
  private static final Duration MAY_STILL_POST = Duration.ofMinutes(2);

  /** How far clocks may differ. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private GoEntry() {}

  /**
   * @param recipient names the recipient of a message, by the requester's name in Teleport
   */
  static Adoption adopt(
      Map<String, String> entry,
      BiFunction<String, Ref, String> recipient,
      Optional<Instant> created,
      Instant now) {
    List<Notice> notices = notices(entry, recipient);
    Optional<Instant> patience =
        created
            // A time to come is none: who may write plugin data could hold a notice back with it.
            .filter(at -> at.isBefore(now.plus(CLOCKS)))
            .map(at -> at.plus(MAY_STILL_POST));
    return notices.isEmpty() && patience.filter(now::isBefore).isPresent()
        ? new Adoption.Later(patience.get())
        : new Adoption.Take(notices);
  }

  /**
   * The entry that lets it go on with all messages. What it wrote itself stays; otherwise the keys
   * that it cannot do without are written, and those that it leaves out when they are empty are
   * left out.
   */
  static Legacy leave(AccessRequest request, List<Notice> open, Map<String, String> theirs) {
    Map<String, String> entry = new HashMap<>(theirs);
    if (theirs.isEmpty()) {
      entry.put("user", request.user());
      entry.put("roles", String.join(",", request.roles()));
      entry.put("request_reason", request.reason());
      entry.put("resources", GoJson.list(request.resources()));
      optional(entry, "suggested_reviewers", GoJson.list(request.suggestedReviewers()));
      optional(entry, "system_annotations", GoJson.lists(request.annotations()));
    }
    // The fewest: what some messages were not told is told again rather than never.
    int replies = open.stream().mapToInt(Notice::replies).min().orElse(0);
    entry.put("reviews_count", replies == 0 ? "" : Integer.toString(replies));
    entry.put("resolution", "");
    entry.put("resolve_reason", "");
    entry.put(
        "messages",
        open.stream()
            .flatMap(notice -> notice.ref().stream())
            .distinct()
            .collect(Collectors.joining(",")));
    // Of an older plugin; what it names is among the messages.
    entry.put("channel_id", "");
    entry.put("timestamp", "");
    return new Legacy(entry, open);
  }

  private static void optional(Map<String, String> entry, String key, String value) {
    if (!value.isEmpty()) {
      entry.put(key, value);
    }
  }

  private static List<Notice> notices(
      Map<String, String> entry, BiFunction<String, Ref, String> recipient) {
    String requester = entry.getOrDefault("user", "");
    String legacy =
        entry.getOrDefault("channel_id", "") + "/" + entry.getOrDefault("timestamp", "");
    return Stream.of((entry.getOrDefault("messages", "") + "," + legacy).split(",", -1))
        .flatMap(message -> Ref.parse(message.strip()).stream())
        .distinct()
        .map(
            ref ->
                Notice.adopted(
                    recipient.apply(requester, ref),
                    ref.toString(),
                    reviews(entry),
                    resolution(entry)))
        .toList();
  }

  private static int reviews(Map<String, String> entry) {
    String count = entry.getOrDefault("reviews_count", "");
    return count.matches("\\d{1,6}") ? Integer.parseInt(count) : 0;
  }

  private static Optional<Outcome> resolution(Map<String, String> entry) {
    return switch (entry.getOrDefault("resolution", "").toUpperCase(Locale.ROOT)) {
      case "APPROVED" -> Optional.of(Outcome.APPROVED);
      case "DENIED" -> Optional.of(Outcome.DENIED);
      case "PROMOTED" -> Optional.of(Outcome.PROMOTED);
      case "EXPIRED" -> Optional.of(Outcome.EXPIRED);
      default -> Optional.empty();
    };
  }
}
