package dev.sallyport.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The text of a configuration, as far as its modes go: an error elsewhere in it keeps nobody from
 * braking.
 *
 * @param file its name, for messages
 */
public record ModeText(String file, String text) {
  private static final TomlMapper TOML = new TomlMapper();

  /**
   * The modes alone, with their defaults; whatever else the text says.
   *
   * @throws ConfigError when it is no TOML, or a mode is none
   */
  public Map<String, Mode> read() {
    Section section = new Section("", tree(), new ConfigLines(file, text)).section(ModeLines.TABLE);
    return modes(section);
  }

  static Map<String, Mode> modes(Section section) {
    Map<String, Mode> modes = new HashMap<>();
    Config.MODES.forEach(
        (part, standard) ->
            modes.put(
                part,
                Mode.valueOf(
                    section
                        .oneOf(part, standard.word(), "off", "shadow", "on")
                        .toUpperCase(Locale.ROOT))));
    return modes;
  }

  /**
   * Those of the modes that the text names.
   *
   * @throws ConfigError as {@link #read}
   */
  Map<String, Mode> named() {
    Map<String, Mode> modes = read();
    JsonNode table = tree().path(ModeLines.TABLE);
    modes.keySet().removeIf(part -> !table.has(part));
    return modes;
  }

  /** Why the text is no TOML at all; empty where it is. */
  public Optional<String> broken() {
    try {
      var _ = tree();
      return Optional.empty();
    } catch (ConfigError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The same text with another mode, and not a byte changed beside it. A text that is no TOML is
   * changed too: by its lines.
   *
   * @param part one of {@link Config#MODES}
   * @throws ConfigError when the line cannot be changed by machine
   */
  public ModeText with(String part, Mode mode) {
    if (!Config.MODES.containsKey(part)) {
      throw new IllegalArgumentException("no part has the mode " + part);
    }
    ModeText changed = new ModeText(file, ModeLines.set(text, part, mode.word()));
    if (broken().isEmpty() && !changed.differsBy(this, part, mode)) {
      throw new ConfigError(
          file
              + ": the line of modes."
              + part
              + " is written in a way that cannot be changed here: write "
              + part
              + " = \""
              + mode.word()
              + "\" below [modes] by hand");
    }
    return changed;
  }

  private boolean differsBy(ModeText before, String part, Mode mode) {
    try {
      JsonNode now = tree();
      return now.path(ModeLines.TABLE).path(part).asText().equals(mode.word())
          && without(now, part).equals(without(before.tree(), part));
    } catch (ConfigError e) {
      return false;
    }
  }

  private static JsonNode without(JsonNode tree, String part) {
    JsonNode copy = tree.deepCopy();
    if (copy.path(ModeLines.TABLE) instanceof ObjectNode modes) {
      modes.remove(part);
      if (modes.isEmpty() && copy instanceof ObjectNode root) {
        root.remove(ModeLines.TABLE);
      }
    }
    return copy;
  }

  private JsonNode tree() {
    return ConfigReader.tree(TOML, file, text);
  }
}
