package dev.sallyport.core.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * When a rule holds: the part of Teleport's predicate language that {@code docs/routing.md} names,
 * with Go's precedence. At most 4096 characters, 1000 words, 40 levels; what goes beyond, and
 * whatever else is not understood, is {@link Unclear}.
 */
final class Condition {
  private static final int DEEPEST = 40;

  private final List<Token> tokens;
  private int at;
  private int depth;

  /** A condition that was understood as far as it stands; a fact may still be missing. */
  record Parsed(Predicate<Facts> test) {
    boolean holds(Facts facts) {
      return test.test(facts);
    }
  }

  private Condition(List<Token> tokens) {
    this.tokens = tokens;
  }

  static Parsed parse(String text) {
    if (text.isBlank()) {
      throw new Unclear("the condition is empty");
    }
    Condition condition = new Condition(Tokens.of(text));
    Token first = condition.peek();
    Term whole = condition.either();
    if (condition.peek().kind() != Token.Kind.END) {
      throw new Unclear(condition.peek().shown());
    }
    return new Parsed(bool(whole, first));
  }

  private Term either() {
    return joined("||", this::both, Condition::anyOf);
  }

  private Term both() {
    return joined("&&", this::comparison, Condition::allOf);
  }

  private Term joined(
      String sign, Supplier<Term> part, Function<List<Predicate<Facts>>, Predicate<Facts>> joint) {
    Token first = peek();
    Term one = part.get();
    if (!peek().is(sign)) {
      return one;
    }
    List<Predicate<Facts>> parts = new ArrayList<>(List.of(bool(one, first)));
    while (take(sign)) {
      Token next = peek();
      parts.add(bool(part.get(), next));
    }
    return new Term.Bool(joint.apply(parts));
  }

  private static Predicate<Facts> anyOf(List<Predicate<Facts>> parts) {
    return facts -> parts.stream().anyMatch(part -> part.test(facts));
  }

  private static Predicate<Facts> allOf(List<Predicate<Facts>> parts) {
    return facts -> parts.stream().allMatch(part -> part.test(facts));
  }

  private Term comparison() {
    Term left = unary();
    Token sign = peek();
    if (!take("==") && !take("!=")) {
      return left;
    }
    Predicate<Facts> equal = equal(left, unary(), sign);
    if (peek().is("==") || peek().is("!=")) {
      throw new Unclear("a second comparison, " + peek().shown());
    }
    return new Term.Bool(sign.is("==") ? equal : equal.negate());
  }

  private static Predicate<Facts> equal(Term left, Term right, Token sign) {
    if (left instanceof Term.Text(var one) && right instanceof Term.Text(var other)) {
      return facts -> Objects.equals(one.apply(facts), other.apply(facts));
    }
    if (left instanceof Term.Count(var one) && right instanceof Term.Count(var other)) {
      return facts -> one.applyAsInt(facts) == other.applyAsInt(facts);
    }
    if (left instanceof Term.Bool(var one) && right instanceof Term.Bool(var other)) {
      return facts -> one.test(facts) == other.test(facts);
    }
    if (left instanceof Term.Time(var one) && right instanceof Term.Time(var other)) {
      return facts -> Objects.equals(one.apply(facts), other.apply(facts));
    }
    throw new Unclear(sign.shown() + " between " + left.type() + " and " + right.type());
  }

  private Term unary() {
    if (++depth > DEEPEST) {
      throw new Unclear("more than " + DEEPEST + " levels, at " + peek().at());
    }
    Token first = peek();
    Term term = take("!") ? new Term.Bool(bool(unary(), first).negate()) : postfix();
    depth--;
    return term;
  }

  private Term postfix() {
    Term term = primary();
    while (true) {
      Token next = peek();
      if (take("[")) {
        term = indexed(term, next);
      } else if (take(".")) {
        Token name = next(Token.Kind.NAME);
        expect("(");
        term = FunctionCall.method(term, name, arguments()).term();
      } else {
        return term;
      }
    }
  }

  private Term indexed(Term term, Token bracket) {
    Term name = either();
    expect("]");
    if (term instanceof Term.Dict dict && name instanceof Term.Text(var of)) {
      return dict.at(of);
    }
    throw new Unclear(bracket.shown() + " behind " + term.type());
  }

  private Term primary() {
    Token token = peek();
    at++;
    return switch (token.kind()) {
      case TEXT -> new Term.Text(_ -> token.text());
      case NUMBER -> {
        int number = Integer.parseInt(token.text());
        yield new Term.Count(_ -> number);
      }
      case NAME -> named(token);
      case SIGN -> {
        if (!token.is("(")) {
          throw new Unclear(token.shown());
        }
        Term inner = either();
        expect(")");
        yield inner;
      }
      case END -> throw new Unclear("it ends too early");
    };
  }

  /** A variable, a function, or a function behind a variable. */
  private Term named(Token first) {
    var path = new StringBuilder(first.text());
    while (peek().is(".") && tokens.get(at + 1).kind() == Token.Kind.NAME) {
      if (tokens.get(at + 2).is("(") && Variables.named(path.toString()).isPresent()) {
        break;
      }
      at++;
      path.append('.').append(next(Token.Kind.NAME).text());
    }
    return take("(")
        ? new FunctionCall(path.toString(), arguments(), first).term()
        : variable(path.toString(), first);
  }

  private static Term variable(String path, Token first) {
    return Variables.named(path)
        .orElseThrow(() -> new Unclear("the variable " + Quote.of(path) + " at " + first.at()));
  }

  private List<Term> arguments() {
    List<Term> all = new ArrayList<>();
    if (take(")")) {
      return all;
    }
    do {
      all.add(either());
    } while (take(","));
    expect(")");
    return all;
  }

  private static Predicate<Facts> bool(Term term, Token at) {
    if (term instanceof Term.Bool(var of)) {
      return of;
    }
    throw new Unclear(at.shown() + " is " + term.type() + ", not a yes or no");
  }

  private Token peek() {
    return tokens.get(at);
  }

  private Token next(Token.Kind kind) {
    Token token = peek();
    if (token.kind() != kind) {
      throw new Unclear(token.shown());
    }
    at++;
    return token;
  }

  private boolean take(String sign) {
    if (peek().is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String sign) {
    if (!take(sign)) {
      throw new Unclear(peek().shown() + " in place of " + Quote.of(sign));
    }
  }
}
