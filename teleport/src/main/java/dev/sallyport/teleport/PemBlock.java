package dev.sallyport.teleport;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;

/**
 * One PEM block. Anything between blocks (SSH certificates, {@code @cert-authority} lines,
 * comments) is skipped, as Teleport's own reader does ({@code api/identityfile}).
 *
 * @param label what stands after BEGIN; not to be trusted
 * @param encrypted whether its headers say so
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one parse and is never compared
record PemBlock(String label, byte[] content, boolean encrypted) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  static List<PemBlock> all(String text, String source) {
    var blocks = new ArrayList<PemBlock>();
    var lines = text.lines().map(String::strip).iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        blocks.add(block(label, lines, source));
      }
    }
    return List.copyOf(blocks);
  }

  private static PemBlock block(String label, Iterator<String> lines, String source) {
    var base64 = new StringBuilder();
    boolean encrypted = label.startsWith("ENCRYPTED");
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.equals(END + label + DASHES)) {
        return new PemBlock(label, decode(base64.toString(), label, source), encrypted);
      }
      if (line.contains(":")) {
        encrypted |= line.contains("ENCRYPTED");
      } else {
        base64.append(line);
      }
    }
    throw new UnusableIdentity(
        source,
        "the PEM block '" + printable(label) + "' has no end",
        "the file is cut; write it again");
  }

  private static byte[] decode(String base64, String label, String source) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The cause would quote the text, so it is left out.
      throw new UnusableIdentity(
          source, "the PEM block '" + printable(label) + "' is not base64", "write the file again");
    }
  }

  // A damaged file may have key text where a label should be.
  private static String printable(String label) {
    return label.matches("[A-Z0-9 ]{1,40}") ? label : "?";
  }
}
