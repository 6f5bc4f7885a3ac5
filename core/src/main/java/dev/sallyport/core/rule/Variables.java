package dev.sallyport.core.rule;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a condition may name (Teleport's documentation of Access Monitoring Rules). */
final class Variables {
  private static final Map<String, Term> ALL =
      Map.ofEntries(
          Map.entry("true", new Term.Bool(_ -> true)),
          Map.entry("false", new Term.Bool(_ -> false)),
          spec("roles", new Term.Texts(facts -> Set.copyOf(facts.request().roles()))),
          spec(
              "suggested_reviewers",
              new Term.Texts(facts -> Set.copyOf(facts.request().suggestedReviewers()))),
          spec("system_annotations", new Term.Dict(facts -> facts.request().annotations())),
          spec("user", new Term.Text(facts -> facts.request().user())),
          spec("request_reason", new Term.Text(facts -> facts.request().reason())),
          spec("creation_time", new Term.Time(Facts::created)),
          spec("expiry", new Term.Time(Facts::expiry)),
          spec(
              "requested_resources",
              new Term.Texts(facts -> Set.copyOf(facts.request().resources()))),
          spec(
              "requested_resources.length",
              new Term.Count(facts -> facts.request().resources().size())),
          Map.entry("user.traits", new Term.Dict(Facts::traits)));

  private Variables() {}

  private static Map.Entry<String, Term> spec(String name, Term term) {
    return Map.entry("access_request.spec." + name, term);
  }

  /** Texts by name may also be named behind a dot: {@code user.traits.team}. */
  static Optional<Term> named(String path) {
    int dot = path.lastIndexOf('.');
    return Optional.ofNullable(ALL.get(path))
        .or(
            () ->
                dot > 0 && ALL.get(path.substring(0, dot)) instanceof Term.Dict dict
                    ? Optional.of(dict.at(_ -> path.substring(dot + 1)))
                    : Optional.empty());
  }
}
