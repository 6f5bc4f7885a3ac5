package dev.sallyport.core.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A call of one of the functions that a condition may use, by the name that it has there. */
record FunctionCall(String name, List<Term> arguments, Token at) {
  /** Those that may also be called behind a dot, on their first argument. */
  private static final Set<String> METHODS =
      Set.of("contains", "contains_any", "contains_all", "is_empty", "isempty");

  static FunctionCall method(Term receiver, Token name, List<Term> arguments) {
    if (!METHODS.contains(name.text())) {
      throw new Unclear("the function " + name.shown());
    }
    List<Term> all = new ArrayList<>(List.of(receiver));
    all.addAll(arguments);
    return new FunctionCall(name.text().equals("isempty") ? "is_empty" : name.text(), all, name);
  }

  Term term() {
    return switch (name) {
      case "set" -> set();
      case "contains" -> contains();
      case "contains_any" -> containsAny();
      case "contains_all" -> containsAll();
      case "is_empty" -> isEmpty();
      case "regexp.match" -> matches();
      default -> throw new Unclear("the function " + Quote.of(name) + " at " + at.at());
    };
  }

  private Term set() {
    List<Function<Facts, String>> all = arguments.stream().map(this::text).toList();
    return new Term.Texts(
        facts -> all.stream().map(one -> one.apply(facts)).collect(Collectors.toSet()));
  }

  private Term contains() {
    expect(2);
    Function<Facts, Set<String>> all = texts(0);
    Function<Facts, String> one = text(arguments.get(1));
    return new Term.Bool(facts -> all.apply(facts).contains(one.apply(facts)));
  }

  private Term containsAny() {
    expect(2);
    Function<Facts, Set<String>> all = texts(0);
    Function<Facts, Set<String>> some = texts(1);
    return new Term.Bool(facts -> !Collections.disjoint(all.apply(facts), some.apply(facts)));
  }

  private Term containsAll() {
    expect(2);
    Function<Facts, Set<String>> all = texts(0);
    Function<Facts, Set<String>> some = texts(1);
    return new Term.Bool(facts -> all.apply(facts).containsAll(some.apply(facts)));
  }

  private Term isEmpty() {
    expect(1);
    if (arguments.getFirst() instanceof Term.Dict(var dict)) {
      return new Term.Bool(facts -> dict.apply(facts).isEmpty());
    }
    Function<Facts, Set<String>> all = texts(0);
    return new Term.Bool(facts -> all.apply(facts).isEmpty());
  }

  private Term matches() {
    expect(2);
    Function<Facts, Set<String>> all =
        arguments.getFirst() instanceof Term.Text(var one)
            ? facts -> Set.of(one.apply(facts))
            : texts(0);
    Function<Facts, String> expression = text(arguments.get(1));
    return new Term.Bool(facts -> Matching.of(expression.apply(facts)).any(all.apply(facts)));
  }

  private void expect(int count) {
    if (arguments.size() != count) {
      throw new Unclear(
          Quote.of(name) + " at " + at.at() + " with " + arguments.size() + " arguments");
    }
  }

  private Function<Facts, Set<String>> texts(int index) {
    if (arguments.get(index) instanceof Term.Texts(var of)) {
      return of;
    }
    throw wrong(arguments.get(index));
  }

  private Function<Facts, String> text(Term argument) {
    if (argument instanceof Term.Text(var of)) {
      return of;
    }
    throw wrong(argument);
  }

  private Unclear wrong(Term argument) {
    return new Unclear(Quote.of(name) + " at " + at.at() + " of " + argument.type());
  }
}
