package dev.sallyport.workers;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Inbox;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An inbox that remembers what was done with each message. */
final class TestingInbox implements Inbox {
  final Map<String, Duration> delayed = new LinkedHashMap<>();
  final Map<String, String> buried = new LinkedHashMap<>();
  boolean broken;

  @Override
  public void delay(Letter letter, Duration wait) {
    check();
    delayed.put(letter.id(), wait);
  }

  @Override
  public void bury(Letter letter, String why) {
    check();
    buried.put(letter.id(), why);
  }

  private void check() {
    if (broken) {
      throw new Unavailable("the queue is away");
    }
  }
}
