package dev.sallyport.simulators.http;

/** Text that a browser shows as it is. */
public final class Html {
  private Html() {}

  /** Inert in content and in quoted attributes. */
  public static String text(String text) {
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
  public static String attribute(String name, String value) {
    return " " + name + "=\"" + text(value) + "\"";
  }

  /** An input that nobody sees, for forms. */
  public static String hidden(String name, String value) {
    return "<input type=\"hidden\"" + attribute("name", name) + attribute("value", value) + ">";
  }
}
