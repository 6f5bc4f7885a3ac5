package dev.sallyport.core.memory;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;

/**
 * The JSON of our documents: times as ISO 8601 in UTC, absent values left out. An absent list is an
 * empty one.
 */
public final class Documents {
  /** The newest version of a document that this code writes. */
  public static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .withConfigOverride(
              List.class,
              lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  /** What a stored text turned out to be. */
  public sealed interface Stored<T> {
    /** Nothing is stored. */
    record Absent<T>() implements Stored<T> {}

    /** A document that may be overwritten. */
    record Known<T>(T value) implements Stored<T> {}

    /** A document of a newer version: obey what is known of it, never overwrite it. */
    record Newer<T>(T value, int version) implements Stored<T> {}

    /** No document of ours: somebody else wrote it. */
    record Unreadable<T>(String why) implements Stored<T> {}
  }

  private Documents() {}

  /** Reads a document by its raw text; the empty text is an absent one. */
  public static <T> Stored<T> read(String raw, Class<T> type) {
    if (raw.isEmpty()) {
      return new Stored.Absent<>();
    }
    try {
      JsonNode tree = JSON.readTree(raw);
      int version = version(tree);
      if (version < 1) {
        return new Stored.Unreadable<>("it has no version");
      }
      T value = JSON.treeToValue(tree, type);
      return version > VERSION ? new Stored.Newer<>(value, version) : new Stored.Known<>(value);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return new Stored.Unreadable<>(e.getClass().getSimpleName());
    }
  }

  /**
   * Whether a newer version wrote this text. Such a document is never overwritten, not even one
   * that cannot be read here.
   */
  public static boolean isNewer(String raw) {
    try {
      return version(JSON.readTree(raw)) > VERSION;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static int version(JsonNode tree) {
    JsonNode version = tree.path("v");
    if (!version.isIntegralNumber() || version.bigIntegerValue().signum() < 0) {
      return 0;
    }
    return version.canConvertToInt() ? version.intValue() : Integer.MAX_VALUE;
  }

  /** The text to store. */
  public static String write(Object document) {
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + document.getClass(), e);
    }
  }
}
