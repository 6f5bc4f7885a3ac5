package dev.sallyport.core.rule;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** A part of a condition, by the type of its value. Evaluating may throw {@link Unclear}. */
sealed interface Term {
  record Bool(Predicate<Facts> of) implements Term {}

  record Text(Function<Facts, String> of) implements Term {}

  record Texts(Function<Facts, Set<String>> of) implements Term {}

  /** Texts by name. */
  record Dict(Function<Facts, Map<String, List<String>>> of) implements Term {
    /** A name that is not there stands for no texts. */
    Texts at(Function<Facts, String> name) {
      return new Texts(
          facts -> Set.copyOf(of.apply(facts).getOrDefault(name.apply(facts), List.of())));
    }
  }

  record Count(ToIntFunction<Facts> of) implements Term {}

  record Time(Function<Facts, Instant> of) implements Term {}

  /** What it is, for an operator. */
  default String type() {
    return switch (this) {
      case Bool _ -> "a yes or no";
      case Text _ -> "a text";
      case Texts _ -> "a set of texts";
      case Dict _ -> "a map";
      case Count _ -> "a number";
      case Time _ -> "a time";
    };
  }
}
