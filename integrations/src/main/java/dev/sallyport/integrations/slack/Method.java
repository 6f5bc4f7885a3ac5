package dev.sallyport.integrations.slack;

import java.time.Duration;

/** The methods we call, each with the rate that Slack documents for it. */
enum Method {
  AUTH_TEST("auth.test", 200, false),
  POST_MESSAGE("chat.postMessage", 60, true),
  UPDATE("chat.update", 50, true),
  POST_EPHEMERAL("chat.postEphemeral", 100, true),
  LOOKUP_BY_EMAIL("users.lookupByEmail", 50, false),
  USER("users.info", 100, false),
  // Opens nothing twice, so that it may be repeated like a read.
  OPEN("conversations.open", 50, false),
  CHANNEL("conversations.info", 50, false),
  CHANNELS("conversations.list", 20, false),
  HISTORY("conversations.history", 50, false),
  REPLIES("conversations.replies", 50, false),
  ADD_REACTION("reactions.add", 50, true),
  REMOVE_REACTION("reactions.remove", 20, true);

  private final String path;
  private final int perMinute;
  private final boolean write;

  Method(String path, int perMinute, boolean write) {
    this.path = path;
    this.perMinute = perMinute;
    this.write = write;
  }

  String path() {
    return path;
  }

  /** Whether a repetition could be noticed. */
  boolean isWrite() {
    return write;
  }

  /** The time between two calls at the documented rate. */
  Duration interval() {
    return Duration.ofMinutes(1).dividedBy(perMinute);
  }

  /** Posting is limited to one a second; other methods may come in bursts of half a minute's. */
  int burst() {
    return this == POST_MESSAGE ? 1 : perMinute / 2;
  }
}
