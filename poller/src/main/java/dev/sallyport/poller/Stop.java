package dev.sallyport.poller;

/**
 * Why a poller gives up at its start: something that only a person can set right.
 *
 * @param text one line that says what to do
 */
public record Stop(Kind kind, String text) {
  /** Each with the process's exit code. */
  public enum Kind {
    IDENTITY(3),
    WRONG_CLUSTER(4),
    VERSION(5),
    MISSING_RIGHT(6),
    REFUSED(7);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }
}
