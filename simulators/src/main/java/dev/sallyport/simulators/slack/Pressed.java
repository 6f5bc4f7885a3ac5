package dev.sallyport.simulators.slack;

/**
 * What a person saw after a click.
 *
 * @param accepted whether the request URL answered 200 within three seconds; otherwise the person
 *     sees an error mark, and Slack does not try again
 * @param status the HTTP status, or 0 without an answer
 * @param reason why it was not accepted; empty when it was
 */
public record Pressed(boolean accepted, int status, String reason) {
  static Pressed answered(int status) {
    return status == 200
        ? new Pressed(true, status, "")
        : failed(status, "the app answered " + status);
  }

  static Pressed failed(int status, String reason) {
    return new Pressed(false, status, reason);
  }
}
