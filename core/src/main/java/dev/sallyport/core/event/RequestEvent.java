package dev.sallyport.core.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.core.request.AccessRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A hint: look at this request. It carries ids, never contents, so a duplicate, a late or a lost
 * one does no harm.
 *
 * @param revision of the request when it was observed; absent for {@code deleted}
 * @param observedAt when; for {@code resync} the start of the round it belongs to, which is part of
 *     its identity
 */
public record RequestEvent(
    String cluster, String requestId, Cause cause, Optional<String> revision, Instant observedAt) {
  /** The version of the message that this code writes. */
  public static final int VERSION = 1;

  /** In place of a request's id where {@link Cause#CANARY} is the cause. */
  public static final String CANARY = "canary";

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public RequestEvent {
    if (!ID.matcher(requestId).matches()) {
      throw new IllegalArgumentException("requestId is not an id");
    }
    if (cluster.isBlank()) {
      throw new IllegalArgumentException("cluster is empty");
    }
    if (observedAt.isBefore(Instant.EPOCH) || observedAt.isAfter(LATEST)) {
      throw new IllegalArgumentException("observedAt lies outside the years 1970 to 9999");
    }
  }

  /**
   * Whether a text can be a request's id: 1 to 128 letters, digits, dots, dashes and underscores.
   */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** A request changed, or exists. */
  public static RequestEvent about(
      AccessRequest request, Cause cause, String cluster, Instant observedAt) {
    return new RequestEvent(
        cluster, request.id(), cause, Optional.of(request.version()), observedAt);
  }

  /** What became of a message's text. */
  public sealed interface Parsed {
    record Read(RequestEvent event) implements Parsed {}

    /** Written by a newer Sallyport: try again later, when this one is updated. */
    record Newer(int version) implements Parsed {}

    /** It can never be read. */
    record Malformed(String why) implements Parsed {}
  }

  /** Reads a message's text. */
  public static Parsed parse(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      if (json == null || !json.isObject()) {
        return new Parsed.Malformed("it is no JSON object");
      }
      int version = version(json.path("version"));
      if (version > VERSION) {
        return new Parsed.Newer(version);
      }
      if (version < 1) {
        return new Parsed.Malformed("it has no version");
      }
      return read(json);
    } catch (JsonProcessingException e) {
      return new Parsed.Malformed("it is no JSON");
    }
  }

  private static int version(JsonNode version) {
    if (!version.isIntegralNumber() || version.bigIntegerValue().signum() < 0) {
      return 0;
    }
    return version.canConvertToInt() ? version.intValue() : Integer.MAX_VALUE;
  }

  /** A field that is no text is as good as none. */
  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  private static Parsed read(JsonNode json) {
    Optional<Cause> cause = Cause.of(text(json, "cause"));
    if (cause.isEmpty()) {
      return new Parsed.Malformed("its cause is none that we know");
    }
    try {
      return new Parsed.Read(
          new RequestEvent(
              text(json, "cluster"),
              text(json, "requestId"),
              cause.get(),
              Optional.of(text(json, "revision")).filter(text -> !text.isEmpty()),
              Instant.parse(text(json, "observedAt"))));
    } catch (IllegalArgumentException e) {
      return new Parsed.Malformed(String.valueOf(e.getMessage()));
    } catch (DateTimeException e) {
      return new Parsed.Malformed("observedAt is no time");
    }
  }

  /** When the request's DELETE was watched, if this tells of one. */
  public Optional<Instant> deletedAt() {
    return cause == Cause.DELETED ? Optional.of(observedAt) : Optional.empty();
  }

  /** The message's text. */
  public String toJson() {
    var json = JSON.createObjectNode();
    json.put("version", VERSION);
    json.put("cluster", cluster);
    json.put("requestId", requestId);
    json.put("cause", cause.word());
    revision.ifPresent(value -> json.put("revision", value));
    json.put("observedAt", observedAt.toString());
    return json.toString();
  }

  /** Equal for messages that say the same, for a queue that deduplicates. */
  public String deduplicationId() {
    String identity =
        String.join(
            "\n",
            requestId,
            cause.word(),
            revision.orElse(""),
            cause == Cause.RESYNC || cause == Cause.CANARY
                ? Long.toString(observedAt.toEpochMilli())
                : "");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
