package dev.sallyport.cli.why;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.notice.NoticeBook;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one destination was told, as memory has it, and what is there. */
final class NoticeLines {
  private final Destination destination;
  private final Screen screen;

  NoticeLines(Destination destination, Screen screen) {
    this.destination = destination;
    this.screen = screen;
  }

  void print(String requestId, Entries entries, Truth truth) {
    switch (Documents.read(entries.ours(destination.name()), NoticeBook.class)) {
      case Stored.Known(NoticeBook book) -> notices(requestId, book.notices(), truth);
      case Stored.Newer<NoticeBook>(NoticeBook book, int _) ->
          notices(requestId, book.notices(), truth);
      case Stored.Absent<NoticeBook> _ ->
          entries
              .of(destination.name())
              .ifPresentOrElse(
                  _ -> screen.line("nothing of ours; the Go plugin has an entry"),
                  () -> screen.line("nothing announced"));
      case Stored.Unreadable<NoticeBook>(String why) ->
          screen.line("its memory cannot be read: " + why);
    }
  }

  private void notices(String requestId, List<Notice> notices, Truth truth) {
    if (notices.isEmpty()) {
      screen.line("nothing announced");
    }
    for (Notice notice : notices) {
      screen.line(notice.to() + ": " + remembered(notice, truth));
      screen.line("", "there: " + there(notice, requestId));
    }
  }

  private static String remembered(Notice notice, Truth truth) {
    StringBuilder text = new StringBuilder(notice.state().name().toLowerCase(Locale.ROOT));
    notice.ref().ifPresent(ref -> text.append(" as ").append(ref));
    notice.closedAs().ifPresent(outcome -> text.append(", closed as ").append(outcome.words()));
    if (truth instanceof Truth.Live(AccessRequest request)) {
      text.append(", ")
          .append(notice.replies())
          .append(" of ")
          .append(request.reviews().size())
          .append(" reviews told");
    }
    notice
        .claim()
        .ifPresent(
            claim ->
                text.append(", \"")
                    .append(claim.call())
                    .append("\" under way since ")
                    .append(Screen.time(Optional.of(claim.at()))));
    notice.refusal().ifPresent(why -> text.append(", ").append(why));
    return text.toString();
  }

  private String there(Notice notice, String requestId) {
    try {
      Looked looked =
          notice.ref().isPresent()
              ? destination.verify(notice, requestId)
              : destination.lookForAnnouncement(notice, requestId, false);
      return switch (looked) {
        case Looked.Found(String ref) ->
            "yes, " + ref + destination.standing(notice).map(it -> ", " + it).orElse("");
        case Looked.Absent _ -> "no";
        case Looked.NotOurs(String why) -> "not ours: " + why;
        // Slack's alone: all others can always be looked at.
        case Looked.Blind _ ->
            "unknown, since the app cannot look there: it needs a history scope, and to be a"
                + " member";
      };
    } catch (Unavailable e) {
      return "cannot be asked now: " + e.getMessage();
    }
  }
}
