package dev.sallyport.webhooks;

/**
 * An HTTP answer in plain text. What goes wrong is answered with constant words, so that nothing
 * can be learnt from them.
 */
public record Answer(int status, String body) {
  static final Answer TAKEN = new Answer(200, "");
  static final Answer ACCEPTED = new Answer(202, "");
  static final Answer MALFORMED = new Answer(400, "bad request");
  static final Answer UNVERIFIED = new Answer(401, "not verified");
  static final Answer NOT_FOUND = new Answer(404, "not found");
  static final Answer WRONG_METHOD = new Answer(405, "method not allowed");
  static final Answer TOO_LARGE = new Answer(413, "too large");
  static final Answer UNAVAILABLE = new Answer(500, "try again");
  static final Answer OUT_OF_SERVICE = new Answer(503, "try again");
}
