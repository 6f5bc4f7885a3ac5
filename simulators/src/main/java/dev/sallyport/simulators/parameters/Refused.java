package dev.sallyport.simulators.parameters;

/** An error in the store's own words. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  Refused(String type, String message) {
    super(message);
    this.type = type;
  }

  String type() {
    return type;
  }
}
