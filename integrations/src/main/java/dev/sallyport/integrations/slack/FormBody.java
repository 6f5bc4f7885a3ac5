package dev.sallyport.integrations.slack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A body of {@code application/x-www-form-urlencoded}, read strictly: what a browser would forgive,
 * nobody who signs sends.
 */
final class FormBody {
  private FormBody() {}

  /** The value of the one field of this name; empty where it is not there exactly once. */
  static Optional<String> only(byte[] body, String name) {
    Optional<String> found = Optional.empty();
    int from = 0;
    while (from <= body.length) {
      int to = next(body, from);
      int equals = indexOf(body, '=', from, to);
      if (equals < to && decoded(body, from, equals).filter(name::equals).isPresent()) {
        Optional<String> value = decoded(body, equals + 1, to);
        if (found.isPresent() || value.isEmpty()) {
          return Optional.empty();
        }
        found = value;
      }
      from = to + 1;
    }
    return found;
  }

  private static int next(byte[] body, int from) {
    return indexOf(body, '&', from, body.length);
  }

  private static int indexOf(byte[] body, char wanted, int from, int to) {
    int at = from;
    while (at < to && body[at] != wanted) {
      at++;
    }
    return at;
  }

  private static Optional<String> decoded(byte[] body, int from, int to) {
    var bytes = new ByteArrayOutputStream(to - from);
    for (int at = from; at < to; at++) {
      int next = body[at];
      if (next == '%') {
        if (at + 2 >= to || !isHex(body[at + 1]) || !isHex(body[at + 2])) {
          return Optional.empty();
        }
        next = Character.digit(body[at + 1], 16) * 16 + Character.digit(body[at + 2], 16);
        at += 2;
      } else if (next <= ' ' || next >= 0x7f) {
        return Optional.empty();
      } else if (next == '+') {
        next = ' ';
      }
      bytes.write(next);
    }
    return text(bytes.toByteArray());
  }

  private static boolean isHex(byte digit) {
    return Character.digit(digit, 16) >= 0;
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
