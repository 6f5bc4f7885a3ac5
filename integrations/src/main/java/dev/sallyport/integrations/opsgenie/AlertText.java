package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.notice.PagerText;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.text.UserText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words on an alert, within Opsgenie's limits: whether these count code points or UTF-16 units
 * is not documented, so both are held.
 *
 * @param tag the mark of what is ours
 */
record AlertText(String tag, PagerText words) {
  private static final String MARK = "teleport-cluster:";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+");
  private static final int MESSAGE = 130;
  private static final int DESCRIPTION = 15_000;
  private static final int TAG = 50;
  private static final int HEAD = 16;
  private static final int RESPONDERS = 50;
  private static final int LISTED = 20;

  static AlertText of(String cluster, PagerText words) {
    return new AlertText(tag(cluster), words);
  }

  /**
   * The mark of a cluster. A name that is too long for a tag, or that a search could misread, is
   * told by its beginning and a digest of it all; no plain name can look like that.
   */
  static String tag(String cluster) {
    String plain = MARK + cluster;
    return plain.length() <= TAG && PLAIN.matcher(cluster).matches()
        ? plain
        : MARK + head(cluster) + "~" + digest(cluster);
  }

  private static String head(String cluster) {
    String letters = cluster.replaceAll("[^A-Za-z0-9._-]", "");
    return letters.substring(0, Math.min(HEAD, letters.length()));
  }

  /** 64 bits, as 16 characters. */
  private static String digest(String cluster) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(cluster.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isMarked(Alert alert) {
    return alert.tags().contains(tag);
  }

  /** Whether an alert bears no cluster's mark, as the original makes it. */
  static boolean isUnmarked(Alert alert) {
    return alert.tags().stream().noneMatch(one -> one.startsWith(MARK));
  }

  boolean bearsOtherMark(Alert alert) {
    return !isMarked(alert) && !isUnmarked(alert);
  }

  /** An alert for the responders that exist; the description names those that do not. */
  NewAlert alert(AccessRequest request, Addressees responders, String priority) {
    return new NewAlert(
        line(PagerText.summary(request)),
        PagerText.key(request.id()),
        paragraph(words.details(request) + missing(responders)),
        responders.known().stream().limit(RESPONDERS).toList(),
        tag,
        priority);
  }

  private static String missing(Addressees responders) {
    int more = responders.known().size() - RESPONDERS;
    String left = more > 0 ? "\nNot alerted, because there are too many: " + more + " more" : "";
    return responders.unknown().isEmpty()
        ? left
        : left
            + "\nNot alerted, because they do not exist: "
            + responders.unknown().stream()
                .limit(LISTED)
                .map(one -> UserText.line(one.toString(), 100))
                .collect(Collectors.joining(", "));
  }

  private static String line(String text) {
    String cut = UserText.line(text, MESSAGE);
    for (int most = MESSAGE - 1; cut.length() > MESSAGE; most--) {
      cut = UserText.line(text, most);
    }
    return cut;
  }

  private static String paragraph(String text) {
    String cut = UserText.paragraph(text, DESCRIPTION);
    return cut.length() <= DESCRIPTION ? cut : UserText.paragraph(text, DESCRIPTION / 2);
  }
}
