package dev.sallyport.core.testing;

/** Ends the process, as far as the code under test can tell, at the n-th point that it passes. */
public final class Crash {
  /** Not an exception, so that nobody catches it. */
  public static final class Died extends Error {
    private static final long serialVersionUID = 1L;
  }

  private int left = Integer.MAX_VALUE;

  /** At the n-th point from now on, from 0. */
  public void at(int point) {
    left = point;
  }

  public void never() {
    left = Integer.MAX_VALUE;
  }

  /** A place where a process may die: before and after each outside call. */
  public void point() {
    if (left-- == 0) {
      throw new Died();
    }
  }
}
