package dev.sallyport.core.event;

import java.time.Duration;

/** What becomes of a message after its handler has looked at it. */
public sealed interface Delivery {
  /** Done with it. */
  record Delivered() implements Delivery {}

  /** It comes back. An unknown outcome or an outage ends here, too. */
  record Retry(Duration after, String why) implements Delivery {}

  /** It can never succeed: to the dead letters, with the reason. */
  record Rejected(String why) implements Delivery {}

  Delivery DELIVERED = new Delivered();

  /** Of two parts of one piece of work: what must happen with the whole. */
  static Delivery both(Delivery one, Delivery other) {
    return switch (one) {
      case Delivered _ -> other;
      case Retry retry ->
          switch (other) {
            case Delivered _ -> retry;
            case Retry later -> later.after().compareTo(retry.after()) < 0 ? later : retry;
            case Rejected _ -> retry;
          };
      case Rejected rejected ->
          switch (other) {
            case Delivered _, Rejected _ -> rejected;
            case Retry retry -> retry;
          };
    };
  }
}
