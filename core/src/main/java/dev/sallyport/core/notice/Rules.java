package dev.sallyport.core.notice;

import java.time.Duration;

/**
 * In what destinations differ.
 *
 * @param showsSettled a request that is settled before it was announced is shown as settled; pagers
 *     stay silent
 * @param followsEdits the notice's own text follows each revision
 * @param lookAfter how long after an unknown outcome a look is worth something
 */
public record Rules(boolean showsSettled, boolean followsEdits, Duration lookAfter) {
  /** A claim without a record that is older than this counts as an unknown outcome. */
  public static final Duration CLAIM_LIFE = Duration.ofMinutes(1);

  /** Incidents and alerts. */
  public static final Rules PAGER = new Rules(false, false, Duration.ofSeconds(2));
}
