package dev.sallyport.teleport;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The little of ASN.1 DER that wrapping private keys into PKCS#8 takes. Source: X.690. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OID = 0x06;
  static final int SEQUENCE = 0x30;
  static final int CONTEXT_0 = 0xa0;
  static final byte[] NULL = {0x05, 0x00};

  /**
   * One element.
   *
   * @param encoded the whole of it, tag and length included
   */
  @SuppressWarnings("ArrayRecordComponent") // lives within one parse and is never compared
  record Element(int tag, byte[] content, byte[] encoded) {}

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return encode(SEQUENCE, parts);
  }

  static byte[] integer(BigInteger value) {
    return encode(INTEGER, value.toByteArray());
  }

  static byte[] integer(long value) {
    return integer(BigInteger.valueOf(value));
  }

  static byte[] octets(byte[] content) {
    return encode(OCTET_STRING, content);
  }

  static byte[] encode(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] digits = BigInteger.valueOf(length).toByteArray();
      int from = digits[0] == 0 ? 1 : 0;
      out.write(0x80 | (digits.length - from));
      out.write(digits, from, digits.length - from);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** The elements one after the other, or empty when the bytes are not such a row. */
  static Optional<List<Element>> elements(byte[] der) {
    var found = new ArrayList<Element>();
    int at = 0;
    while (at < der.length) {
      Optional<Element> element = element(der, at);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      found.add(element.get());
      at += element.get().encoded().length;
    }
    return Optional.of(List.copyOf(found));
  }

  private static Optional<Element> element(byte[] der, int at) {
    if (der.length - at < 2) {
      return Optional.empty();
    }
    int head = at + 2;
    int length = der[at + 1] & 0xff;
    if (length >= 0x80) {
      int digits = length & 0x7f;
      if (digits == 0 || digits > 3 || der.length - head < digits) {
        return Optional.empty();
      }
      length = new BigInteger(1, Arrays.copyOfRange(der, head, head + digits)).intValue();
      head += digits;
    }
    if (length > der.length - head) {
      return Optional.empty();
    }
    return Optional.of(
        new Element(
            der[at] & 0xff,
            Arrays.copyOfRange(der, head, head + length),
            Arrays.copyOfRange(der, at, head + length)));
  }
}
