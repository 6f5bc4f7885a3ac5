package dev.sallyport.simulators.slack;

/** Text that a browser shows as it is. */
final class Html {
  private Html() {}

  /** Inert in content and in quoted attributes. */
  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** An attribute with a leading space. */
  static String attribute(String name, String value) {
    return " " + name + "=\"" + text(value) + "\"";
  }
}
