package dev.sallyport.cli.configure;

import java.util.List;
import java.util.stream.Collectors;

/** Texts as YAML: in double quotes, whatever is in them. */
final class Yaml {
  private Yaml() {}

  static String text(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    value
        .codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
              } else if (Character.isISOControl(point) || point == 0x2028 || point == 0x2029) {
                quoted.append("\\u%04x".formatted(point));
              } else {
                quoted.appendCodePoint(point);
              }
            });
    return quoted.append('"').toString();
  }

  static String list(List<String> values) {
    return values.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
  }
}
