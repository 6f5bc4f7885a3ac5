package dev.sallyport.core.decision;

import dev.sallyport.core.text.UserText;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps to a decision as memory keeps them, in bounds: plugin data of all requests comes in one
 * answer, so each must stay small.
 */
final class Trace {
  private static final int MOST_STEPS = 16;
  private static final int LONGEST_STEP = 240;
  private static final int LONGEST_CONCLUSION = 600;

  private Trace() {}

  /** The conclusion comes first. */
  static List<String> of(String conclusion, List<String> steps) {
    List<String> lines = new ArrayList<>();
    lines.add(UserText.line(conclusion, LONGEST_CONCLUSION));
    steps.stream()
        .limit(MOST_STEPS)
        .map(step -> UserText.line(step, LONGEST_STEP))
        .forEach(lines::add);
    if (steps.size() > MOST_STEPS) {
      lines.add("and " + (steps.size() - MOST_STEPS) + " steps more");
    }
    return lines;
  }
}
