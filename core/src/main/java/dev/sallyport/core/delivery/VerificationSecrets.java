package dev.sallyport.core.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sallyport.core.secret.LiveSecret;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The secrets that may have signed a delivery while one of them is changed: the one that is about
 * to come, the one in use, and the one before it until its time is over. A secret has 16 to 512
 * visible ASCII characters.
 *
 * @param pending accepted already, before the vendor uses it
 * @param subscriptions our own ids at a vendor that says in a header, which is not signed, whose a
 *     delivery is: what claims to be ours and fits no secret shows that a secret here is wrong
 */
public record VerificationSecrets(
    Optional<String> pending,
    String current,
    Optional<Previous> previous,
    List<String> subscriptions) {
  private static final int SHORTEST = 16;
  private static final int LONGEST = 512;
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_SUBSCRIPTIONS = 20;
  private static final int LONGEST_SUBSCRIPTION = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public VerificationSecrets {
    // Neither lambdas nor streams in what a cold start runs through: the first loads many classes.
    if (pending.isPresent()) {
      check("pending", pending.get());
    }
    check("current", current);
    if (previous.isPresent()) {
      check("previous", previous.get().value());
    }
    subscriptions = List.copyOf(subscriptions);
    if (subscriptions.size() > MOST_SUBSCRIPTIONS) {
      throw new IllegalArgumentException(
          "the secret names more than " + MOST_SUBSCRIPTIONS + " subscriptions");
    }
    for (String id : subscriptions) {
      if (id.isEmpty() || id.length() > LONGEST_SUBSCRIPTION || !isVisible(id)) {
        throw new IllegalArgumentException("one of the secret's subscriptions is no id");
      }
    }
  }

  /**
   * A secret that is on its way out.
   *
   * @param until from this instant on it counts no more
   */
  public record Previous(String value, Instant until) {
    /** Never the value. */
    @Override
    public String toString() {
      return "Previous[until=" + until + "]";
    }
  }

  /** One secret alone. */
  public static VerificationSecrets of(String current) {
    return new VerificationSecrets(Optional.empty(), current, Optional.empty(), List.of());
  }

  /**
   * Reads what is stored: {@code {"pending":"…","current":"…","previous":{"value":"…","until":
   * "2026-01-01T00:00:00Z"},"subscriptions":["…"]}} with {@code current} alone required, or one
   * line with the current secret.
   *
   * @throws IllegalArgumentException saying what is wrong, without any part of a value
   */
  public static VerificationSecrets parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("the secret is longer than " + LONGEST_TEXT);
    }
    String stripped = text.strip();
    if (!stripped.startsWith("{")) {
      return of(stripped);
    }
    try (JsonParser json = JSON.createParser(stripped)) {
      return new Reading().read(json);
    } catch (IOException e) {
      // Its message and its cause may hold a part of the text.
      throw new IllegalArgumentException("the secret begins like JSON and is none");
    }
  }

  /**
   * As they are stored, read again while running.
   *
   * @param source reads the stored text; it may throw
   */
  public static LiveSecret<VerificationSecrets> live(Supplier<String> source, InstantSource clock) {
    return new LiveSecret<>(source, new Parser(), clock);
  }

  /** No method reference: a cold start runs through it. */
  private static final class Parser implements Function<String, VerificationSecrets> {
    @Override
    public VerificationSecrets apply(String text) {
      return parse(text);
    }
  }

  /** Those that count at this time. */
  public List<String> accepted(Instant now) {
    List<String> values = new ArrayList<>();
    values.add(current);
    if (pending.isPresent()) {
      values.add(pending.get());
    }
    if (previous.isPresent() && now.isBefore(previous.get().until())) {
      values.add(previous.get().value());
    }
    return List.copyOf(values);
  }

  private static void check(String name, String value) {
    if (value.length() < SHORTEST || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the secret \"%s\" has %d characters; it needs %d to %d"
              .formatted(name, value.length(), SHORTEST, LONGEST));
    }
    if (!isVisible(value)) {
      throw new IllegalArgumentException(
          "the secret \"" + name + "\" has a character that is no visible ASCII");
    }
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** The text to store, which {@link #parse} reads. It holds the secrets. */
  public String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      if (pending.isPresent()) {
        json.writeStringField("pending", pending.get());
      }
      json.writeStringField("current", current);
      if (previous.isPresent()) {
        json.writeObjectFieldStart("previous");
        json.writeStringField("value", previous.get().value());
        json.writeStringField("until", previous.get().until().toString());
        json.writeEndObject();
      }
      json.writeArrayFieldStart("subscriptions");
      for (String id : subscriptions) {
        json.writeString(id);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Which are there, never a value. */
  @Override
  public String toString() {
    return "VerificationSecrets[pending="
        + (pending.isPresent() ? "set" : "none")
        + ", previous="
        + previous.map(it -> "until " + it.until()).orElse("none")
        + "]";
  }

  private static final class Reading {
    private Optional<String> pending = Optional.empty();
    private Optional<String> current = Optional.empty();
    private Optional<Previous> previous = Optional.empty();
    private List<String> subscriptions = List.of();

    VerificationSecrets read(JsonParser json) throws IOException {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "pending" -> pending = text(json, name);
          case "current" -> current = text(json, name);
          case "previous" -> previous = previous(json);
          case "subscriptions" -> subscriptions = texts(json);
          default -> json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("something follows the secret's JSON");
      }
      return new VerificationSecrets(
          pending, required(current, "current"), previous, subscriptions);
    }

    private static Optional<Previous> previous(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return Optional.empty();
      }
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("the secret's \"previous\" is no object");
      }
      Optional<String> value = Optional.empty();
      Optional<String> until = Optional.empty();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "value" -> value = text(json, name);
          case "until" -> until = text(json, name);
          default -> json.skipChildren();
        }
      }
      return Optional.of(new Previous(required(value, "value"), time(required(until, "until"))));
    }

    private static Optional<String> text(JsonParser json, String name) throws IOException {
      return switch (json.currentToken()) {
        case VALUE_STRING -> Optional.of(json.getText());
        case VALUE_NULL -> Optional.empty();
        default -> throw new IllegalArgumentException("the secret's \"" + name + "\" is no text");
      };
    }

    private static List<String> texts(JsonParser json) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        return List.of();
      }
      if (json.currentToken() != JsonToken.START_ARRAY) {
        throw new IllegalArgumentException("the secret's \"subscriptions\" is no list");
      }
      List<String> values = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        values.add(required(text(json, "subscriptions"), "subscriptions"));
      }
      return values;
    }

    private static String required(Optional<String> value, String name) {
      return value.orElseThrow(
          () -> new IllegalArgumentException("the secret's \"" + name + "\" is missing"));
    }

    private static Instant time(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "the secret's \"until\" is no time like 2026-01-01T00:00:00Z");
      }
    }
  }
}
