package dev.sallyport.core.notice;

import dev.sallyport.core.request.Outcome;
import java.util.Locale;

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

  /** Distinct within one notice; stands in the reply's text, so that it can be found again. */
  String marker();
}
