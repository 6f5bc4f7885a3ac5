package dev.sallyport.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a POST to the path {@code /} without a query, which is all that the JSON protocols of AWS
 * need (AWS, Signature Version 4). Every header that is given is signed.
 */
record AwsSignature(Credentials credentials, String region, String service) {
  private static final String SCHEME = "AWS4-HMAC-SHA256";
  private static final String TOKEN = "x-amz-security-token";

  /**
   * The headers to send.
   *
   * @param host as the header of that name will have it
   * @param others by lower-case name
   */
  Map<String, String> sign(String host, Map<String, String> others, byte[] body, Instant at) {
    String time = compact(at);
    TreeMap<String, String> headers = new TreeMap<>(others);
    headers.put("host", host);
    headers.put("x-amz-date", time);
    if (credentials.sessionToken().isPresent()) {
      headers.put(TOKEN, credentials.sessionToken().get());
    }
    String names = String.join(";", headers.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String request = canonical(headers, names, body);
    String text = SCHEME + "\n" + time + "\n" + scope + "\n" + hex(sha256(bytes(request)));
    String signature = hex(mac(key(time.substring(0, 8)), text));
    headers.remove("host");
    headers.put(
        "authorization",
        SCHEME
            + " Credential="
            + credentials.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
    return headers;
  }

  private static String canonical(TreeMap<String, String> headers, String names, byte[] body) {
    StringBuilder text = new StringBuilder("POST\n/\n\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      text.append(header.getKey()).append(':').append(header.getValue().strip()).append('\n');
    }
    return text.append('\n').append(names).append('\n').append(hex(sha256(body))).toString();
  }

  private byte[] key(String day) {
    byte[] key = mac(bytes("AWS4" + credentials.secretAccessKey()), day);
    return mac(mac(mac(key, region), service), "aws4_request");
  }

  /** Like 20150830T123600Z. By hand, since a formatter is two hundred classes to load. */
  private static String compact(Instant at) {
    ZonedDateTime time = at.atZone(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(16).append(time.getYear());
    two(text, time.getMonthValue());
    two(text, time.getDayOfMonth());
    text.append('T');
    two(text, time.getHour());
    two(text, time.getMinute());
    two(text, time.getSecond());
    return text.append('Z').toString();
  }

  private static void two(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static byte[] sha256(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] data) {
    return HexFormat.of().formatHex(data);
  }
}
