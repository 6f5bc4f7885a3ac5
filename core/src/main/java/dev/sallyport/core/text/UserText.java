package dev.sallyport.core.text;

/**
 * Text that a user wrote, cut and cleaned before it is shown anywhere. Lengths count code points; a
 * cut is marked and never splits a character.
 */
public final class UserText {
  private static final String CUT = "…";

  private UserText() {}

  /** On one line: control characters and line breaks become spaces. */
  public static String line(String text, int most) {
    return cut(clean(text, false).strip(), most);
  }

  /** With its line breaks; other control characters become spaces. */
  public static String paragraph(String text, int most) {
    return cut(clean(text, true).strip(), most);
  }

  /** Cut to so many bytes of UTF-8 at most, on a character boundary. */
  public static String bytes(String text, int most) {
    int bytes = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      bytes += utf8Length(point);
      if (bytes > most) {
        return text.substring(0, at);
      }
      at += Character.charCount(point);
    }
    return text;
  }

  private static int utf8Length(int point) {
    if (point < 0x80) {
      return 1;
    }
    if (point < 0x800) {
      return 2;
    }
    return point < 0x10000 ? 3 : 4;
  }

  private static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return most < 1 ? "" : text.substring(0, text.offsetByCodePoints(0, most - 1)) + CUT;
  }

  private static String clean(String text, boolean keepBreaks) {
    var clean = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .map(point -> harmless(point, keepBreaks) ? point : ' ')
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean harmless(int point, boolean keepBreaks) {
    if (point == '\n') {
      return keepBreaks;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Overrides of the writing direction could make a line read as another; joiners stay.
      case Character.FORMAT -> !turnsDirection(point);
      default -> true;
    };
  }

  private static boolean turnsDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
