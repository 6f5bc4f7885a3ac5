package dev.sallyport.workers;

import java.util.Map;

/**
 * The addresses of the queues, by name: {@code requests}, {@code pagerduty}, …, and of the dead
 * letters of each under its name and {@code -dead}.
 */
public record Queues(Map<String, String> urls) {
  public Queues {
    urls = Map.copyOf(urls);
  }

  /** The queue itself. */
  public String url(String name) {
    String url = urls.get(name);
    if (url == null) {
      throw new IllegalArgumentException("no address is known for the queue " + name);
    }
    return url;
  }

  /** Where its hopeless messages go. */
  public String deadLetters(String name) {
    return url(name + "-dead");
  }
}
