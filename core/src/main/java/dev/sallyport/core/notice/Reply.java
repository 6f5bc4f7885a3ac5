package dev.sallyport.core.notice;

import dev.sallyport.core.request.Outcome;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is told below a notice: a note of an incident or alert, an answer in a thread. */
public sealed interface Reply {
  /** A review, by its place among the request's reviews, from 0 on. */
  record OfReview(int index) implements Reply {
    @Override
    public String marker() {
      return "review-" + (index + 1);
    }
  }

  /** How the request ended. */
  record OfEnd(Outcome outcome) implements Reply {
    @Override
    public String marker() {
      return "end-" + outcome.name().toLowerCase(Locale.ROOT);
    }
  }

  /** It is closed because the plugin that goes on in our place knows another one. */
  record OfHandback() implements Reply {
    @Override
    public String marker() {
      return "handback";
    }
  }

  /** Distinct within one notice; stands in the reply's text, so that it can be found again. */
  String marker();

  /** The reply that bears this marker; empty for a marker that none of ours bears. */
  static Optional<Reply> of(String marker) {
    for (Outcome outcome : Outcome.values()) {
      Reply end = new OfEnd(outcome);
      if (end.marker().equals(marker)) {
        return Optional.of(end);
      }
    }
    Reply handback = new OfHandback();
    if (handback.marker().equals(marker)) {
      return Optional.of(handback);
    }
    Matcher review = Pattern.compile("review-([1-9]\\d{0,5})").matcher(marker);
    return review.matches()
        ? Optional.of(new OfReview(Integer.parseInt(review.group(1)) - 1))
        : Optional.empty();
  }
}
