package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.http.Request;

/** Numbers in a query. */
final class Numbers {
  private Numbers() {}

  /** The parameter's number; out of these bounds it is 422. */
  static int in(Request request, String name, int normal, int least, int most) {
    String text = request.parameter(name).orElse("");
    if (text.isEmpty()) {
      return normal;
    }
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw ApiError.invalid(name, "must be between " + least + " and " + most);
    }
    return Integer.parseInt(text);
  }
}
