package dev.sallyport.workers;

/** What is told of a failure that nobody foresaw. */
final class Fault {
  private Fault() {}

  /** Its class and its place, without its words: those might hold what must not be logged. */
  static String of(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    String place = trace.length == 0 ? "an unknown place" : trace[0].toString();
    return "failed unexpectedly with " + e.getClass().getName() + " at " + place;
  }
}
