package dev.sallyport.core.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a vendor sent, as it goes over the queue: the raw body and the headers that its signature
 * needs. Nothing in it is trusted until the signature was checked; the source address never is.
 *
 * @param body at most {@link #MOST_BYTES}
 * @param headers lower-case name to value, visible ASCII and spaces, at most 8 with 4,096
 *     characters together
 * @param sourceIp as the front says; empty when it does not
 */
public record SignedDelivery(RawBody body, Map<String, String> headers, String sourceIp) {
  /** The version of the message that this code writes. */
  public static final int VERSION = 1;

  /** With base64 and the headers the message stays below the 256 KiB that a queue takes. */
  public static final int MOST_BYTES = 180 * 1024;

  private static final int MOST_HEADERS = 8;
  private static final int MOST_HEADER_CHARACTERS = 4096;
  private static final int LONGEST_ADDRESS = 64;
  private static final int LONGEST_TEXT = 256 * 1024;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public SignedDelivery {
    headers = Map.copyOf(headers);
    if (body.size() > MOST_BYTES) {
      throw new IllegalArgumentException("the body has more than " + MOST_BYTES + " bytes");
    }
    checkHeaders(headers);
    if (sourceIp.length() > LONGEST_ADDRESS || !isVisible(sourceIp)) {
      throw new IllegalArgumentException("sourceIp is no address");
    }
  }

  private static void checkHeaders(Map<String, String> headers) {
    int characters = 0;
    for (Map.Entry<String, String> header : headers.entrySet()) {
      characters += header.getKey().length() + header.getValue().length();
      if (!isName(header.getKey()) || !isVisible(header.getValue())) {
        throw new IllegalArgumentException("a header has a form that is not passed on");
      }
    }
    if (headers.size() > MOST_HEADERS || characters > MOST_HEADER_CHARACTERS) {
      throw new IllegalArgumentException("the headers are too many or too long");
    }
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '-' && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  /** What became of a message's text. */
  public sealed interface Reading {
    record Parsed(SignedDelivery delivery) implements Reading {}

    /** Written by a newer Sallyport: try again later, when this one is updated. */
    record Newer(int version) implements Reading {}

    /** It can never be read. */
    record Unreadable(String why) implements Reading {}
  }

  /** Reads a message's text. Throws for none; a text of more than 256 KiB is not looked at. */
  public static Reading parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      return new Reading.Unreadable("it is longer than " + LONGEST_TEXT);
    }
    try (JsonParser json = JSON.createParser(text)) {
      return new DeliveryFields().read(json);
    } catch (IOException e) {
      return new Reading.Unreadable("it is no JSON, or one that we would not write");
    }
  }

  /** The message's text. */
  public String toJson() {
    StringWriter text = new StringWriter(body.size() * 4 / 3 + 512);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeBinaryField("body", body.bytes());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : new TreeMap<>(headers).entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeStringField("sourceIp", sourceIp);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** Sizes and names, never contents. */
  @Override
  public String toString() {
    return "SignedDelivery[body=" + body + ", headers=" + new TreeMap<>(headers).keySet() + "]";
  }
}
