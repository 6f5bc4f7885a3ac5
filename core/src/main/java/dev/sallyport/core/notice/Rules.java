package dev.sallyport.core.notice;

import java.time.Duration;

/**
 * In what recipients differ.
 *
 * @param showsSettled a request that is settled before it was announced is shown as settled; pagers
 *     stay silent
 * @param followsEdits the notice's own text follows each revision
 * @param tellsEnd the end is told below the notice; where its own text shows it, that may be enough
 * @param lookAfter how long after an unknown outcome a look is worth something
 */
public record Rules(
    boolean showsSettled, boolean followsEdits, boolean tellsEnd, Duration lookAfter) {
  /** A claim without a record that is older than this counts as an unknown outcome. */
  public static final Duration CLAIM_LIFE = Duration.ofMinutes(1);

  /**
   * Where nobody can look, a call whose outcome is unknown is made again so often: each may be a
   * duplicate.
   */
  public static final int MOST_UNKNOWNS = 2;

  /** Incidents and alerts. */
  public static final Rules PAGER = new Rules(false, false, true, Duration.ofSeconds(2));

  /** A message that people decide in: its own text says all. */
  public static final Rules MESSAGE = new Rules(true, true, false, Duration.ofSeconds(10));

  /** A message to the person who asked: an edit would not be noticed. */
  public static final Rules PERSONAL = new Rules(true, true, true, Duration.ofSeconds(10));
}
