package dev.sallyport.core.text;

import java.util.regex.Pattern;

/**
 * What makes the search of a regular expression long without a look at any character, so that a
 * bound on looks does not end it: alternatives and repeated groups, each of which doubles the time
 * at worst.
 */
public final class Branches {
  /** As many take no noticeable time. */
  public static final int MOST = 16;

  private static final Pattern BRANCH = Pattern.compile("\\||\\)[?*+{]");

  private Branches() {}

  /** Whether an expression has more than {@link #MOST} of them; escaped ones count too. */
  public static boolean tooMany(String expression) {
    return BRANCH.matcher(expression).results().count() > MOST;
  }
}
