package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.notice.PagerText;
import dev.sallyport.core.notice.Reply;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.text.UserText;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words on an incident. A title has 1024 characters at most.
 *
 * @param cluster its name in brackets heads every title: the mark of what is ours
 */
record IncidentText(String cluster, PagerText words) {
  private static final Pattern ANY_MARK = Pattern.compile("\\[([^\\]]+)\\] Access request from ");
  private static final int TITLE = 255;

  IncidentText(String cluster, Supplier<Optional<String>> webUrl) {
    this(cluster, new PagerText(cluster, webUrl));
  }

  /** The original's incident key, on every service. */
  static String key(String requestId) {
    return PagerText.key(requestId);
  }

  /** The request that a key is about; empty for keys of others. */
  static Optional<String> requestId(String key) {
    return PagerText.requestId(key);
  }

  private String mark() {
    return "[" + cluster + "] ";
  }

  boolean isMarked(String title) {
    return title.startsWith(mark());
  }

  /** Whether a title bears no cluster's mark, as the original writes it. */
  static boolean isUnmarked(String title) {
    return !title.startsWith("[");
  }

  /**
   * Whether a title bears the mark of another cluster's Sallyport; people may write any other
   * title.
   */
  boolean bearsOtherMark(String title) {
    Matcher mark = ANY_MARK.matcher(title);
    return mark.lookingAt() && !mark.group(1).equals(cluster);
  }

  String marked(String title) {
    return UserText.line(mark() + title, TITLE);
  }

  String title(AccessRequest request) {
    return marked(PagerText.summary(request));
  }

  String details(AccessRequest request) {
    return words.details(request);
  }

  String note(String requestId, Reply reply, Truth truth) {
    return words.note(requestId, reply, truth);
  }

  boolean isNote(String content, String requestId, Reply reply) {
    return words.isNote(content, requestId, reply);
  }

  String answer(String requestId, String what, Optional<String> to, String text) {
    return words.answer(requestId, what, to, text);
  }

  boolean isAnswer(String content, String requestId, String what) {
    return words.isAnswer(content, requestId, what);
  }
}
