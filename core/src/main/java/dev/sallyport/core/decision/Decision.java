package dev.sallyport.core.decision;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided about approving a request automatically. It is decided once.
 *
 * @param why the conclusion, then the steps that led to it
 */
public record Decision(
    int v,
    Verdict verdict,
    Instant at,
    List<String> why,
    Optional<Evidence> evidence,
    @JsonAnyGetter Map<String, JsonNode> more) {
  public static final String KEY = "decision";

  /** The verdicts that memory may hold. */
  public enum Verdict {
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("abstained")
    ABSTAINED,
    @JsonProperty("denied-by-policy")
    DENIED_BY_POLICY
  }

  @JsonCreator
  public Decision(
      @JsonProperty("v") int v,
      @JsonProperty(value = "verdict", required = true) Verdict verdict,
      @JsonProperty(value = "at", required = true) Instant at,
      @JsonProperty("why") List<String> why,
      @JsonProperty("evidence") Optional<Evidence> evidence,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.v = v;
    this.verdict = verdict;
    this.at = at;
    this.why = List.copyOf(why);
    this.evidence = evidence;
    this.more = Map.copyOf(more);
  }

  static Decision approved(
      Instant at, String why, List<String> steps, Optional<Evidence> evidence) {
    return of(Verdict.APPROVED, at, why, steps, evidence);
  }

  static Decision abstained(
      Instant at, String why, List<String> steps, Optional<Evidence> evidence) {
    return of(Verdict.ABSTAINED, at, why, steps, evidence);
  }

  static Decision denied(Instant at, String why) {
    return of(Verdict.DENIED_BY_POLICY, at, why, List.of(), Optional.empty());
  }

  private static Decision of(
      Verdict verdict, Instant at, String why, List<String> steps, Optional<Evidence> evidence) {
    return new Decision(1, verdict, at, Trace.of(why, steps), evidence, Map.of());
  }
}
