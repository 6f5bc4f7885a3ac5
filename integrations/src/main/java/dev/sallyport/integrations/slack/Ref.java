package dev.sallyport.integrations.slack;

import dev.sallyport.core.notice.Notice;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message as memory names it, {@code channel/ts}: also how the original's entry lists its
 * messages.
 */
record Ref(String channel, String ts) {
  private static final Pattern FORM = Pattern.compile("([A-Z0-9]{2,40})/(\\d{1,20}\\.\\d{1,10})");

  /** Empty for what is none. */
  static Optional<Ref> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(new Ref(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  static Ref of(Notice notice) {
    return notice
        .ref()
        .flatMap(Ref::parse)
        .orElseThrow(
            () -> new IllegalStateException("the notice to " + notice.to() + " names no message"));
  }

  static String of(Posted posted) {
    return new Ref(posted.channel(), posted.ts()).toString();
  }

  @Override
  public String toString() {
    return channel + "/" + ts;
  }
}
