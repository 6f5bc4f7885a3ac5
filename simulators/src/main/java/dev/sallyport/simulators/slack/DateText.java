package dev.sallyport.simulators.slack;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Slack's {@code <!date^…>}: a moment in the reader's words, here in UTC. */
final class DateText {
  private static final Pattern TOKEN = Pattern.compile("\\{([a-z_]+)}");
  private static final DateTimeFormatter SHORT = format("MMM d, yyyy");
  private static final DateTimeFormatter PLAIN = format("MMMM d, yyyy");
  private static final DateTimeFormatter LONG = format("EEEE, MMMM d, yyyy");

  private DateText() {}

  static String of(Instant at, String form, Instant now) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    return TOKEN
        .matcher(form)
        .replaceAll(found -> Matcher.quoteReplacement(token(found.group(1), time, today)));
  }

  private static String token(String name, ZonedDateTime time, LocalDate today) {
    return switch (name) {
      case "date_num" -> time.format(format("yyyy-MM-dd"));
      case "date" -> time.format(PLAIN);
      case "date_short" -> time.format(SHORT);
      case "date_long" -> time.format(LONG);
      case "date_pretty" -> pretty(time, today, PLAIN);
      case "date_short_pretty" -> pretty(time, today, SHORT);
      case "date_long_pretty" -> pretty(time, today, LONG);
      case "time" -> time.format(format("HH:mm"));
      case "time_secs" -> time.format(format("HH:mm:ss"));
      default -> "{" + name + "}";
    };
  }

  private static String pretty(ZonedDateTime time, LocalDate today, DateTimeFormatter otherwise) {
    LocalDate day = time.toLocalDate();
    if (day.equals(today)) {
      return "today";
    }
    if (day.equals(today.minusDays(1))) {
      return "yesterday";
    }
    return day.equals(today.plusDays(1)) ? "tomorrow" : time.format(otherwise);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
