package dev.sallyport.core.notice;

import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Takes over what a Go plugin did for a request, once, and notices when that plugin goes on. */
final class Takeover {
  private final Destination destination;
  private final Signals signals;
  private final String requestId;

  Takeover(Setting setting, String requestId) {
    this.destination = setting.destination();
    this.signals = setting.signals();
    this.requestId = requestId;
  }

  /**
   * Adopts the plugin's notices into a new book; answers when to come back, if it is too early to
   * tell.
   */
  Optional<Instant> adopt(NoticeLedger ledger, Entries entries, Instant now) {
    Optional<Map<String, String>> entry = entries.of(destination.name());
    if (!ledger.isNew() || entry.isEmpty()) {
      return Optional.empty();
    }
    return switch (destination.adopt(entry.get(), Seen.in(entries).flatMap(Seen::created), now)) {
      case Destination.Adoption.Nothing _ -> Optional.empty();
      case Destination.Adoption.Later(Instant at) -> Optional.of(at);
      case Destination.Adoption.Take(var notices) -> {
        ledger.put(ledger.book().adopting(digest(entry.get()), notices));
        signals.say(
            Signal.info(
                requestId, "adopted", "taken over from the Go plugin at " + destination.name()));
        yield Optional.empty();
      }
    };
  }

  /**
   * Whether the plugin wrote its entry after we took over: then it still runs, and we keep our
   * hands off.
   */
  boolean stillRuns(NoticeLedger ledger, Entries entries) {
    boolean changed = wroteAfter(ledger.book(), entries.of(destination.name()));
    if (changed) {
      signals.say(
          Signal.alarm(
              requestId,
              "go-plugin-runs",
              "the Go plugin for "
                  + destination.name()
                  + " still writes; this request stays in shadow. Stop that plugin, then run"
                  + " sallyport takeover again."));
    }
    return changed;
  }

  /**
   * Whether the plugin's entry is not the one that was taken over.
   *
   * @param entry as it is now
   */
  static boolean wroteAfter(NoticeBook book, Optional<Map<String, String>> entry) {
    return book.adopted().isPresent()
        && entry.isPresent()
        && !book.adopted().equals(entry.map(Takeover::digest));
  }

  static String digest(Map<String, String> entry) {
    try {
      byte[] text = new TreeMap<>(entry).toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
