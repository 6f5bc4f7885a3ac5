package dev.sallyport.poller;

/**
 * How the poller is, for whoever would restart it.
 *
 * @param well whether to leave it alone: it works, or it waits for something that a restart does
 *     not bring
 * @param line one line about it
 */
record Health(boolean well, String line) {
  static final Health OK = new Health(true, "ok");

  static Health ill(String why) {
    return new Health(false, why);
  }

  static Health waiting(String why) {
    return new Health(true, why);
  }
}
