package dev.sallyport.core.decision;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Where a request is announced: frozen when it is first forwarded, so that a later change of the
 * configuration does not split its story.
 *
 * @param from what it was taken from
 */
public record Routing(
    int v,
    List<String> pagerduty,
    List<String> opsgenie,
    List<String> slack,
    Source from,
    @JsonAnyGetter Map<String, JsonNode> more) {
  public static final String KEY = "routing";

  /** What named the recipients. */
  public enum Source {
    @JsonProperty("rule")
    RULE,
    @JsonProperty("annotation")
    ANNOTATION,
    @JsonProperty("config")
    CONFIG,
    @JsonProperty("fallback")
    FALLBACK
  }

  @JsonCreator
  public Routing(
      @JsonProperty("v") int v,
      @JsonProperty("pagerduty") List<String> pagerduty,
      @JsonProperty("opsgenie") List<String> opsgenie,
      @JsonProperty("slack") List<String> slack,
      @JsonProperty(value = "from", required = true) Source from,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.v = v;
    this.pagerduty = List.copyOf(pagerduty);
    this.opsgenie = List.copyOf(opsgenie);
    this.slack = List.copyOf(slack);
    this.from = from;
    this.more = Map.copyOf(more);
  }

  /** The recipients at a destination. */
  public List<String> at(String destination) {
    return switch (destination) {
      case "pagerduty" -> pagerduty;
      case "opsgenie" -> opsgenie;
      case "slack" -> slack;
      default -> throw new IllegalArgumentException("no destination: " + destination);
    };
  }

  /** Whether nobody hears of it who could do something about it. */
  boolean isEmpty() {
    return pagerduty.isEmpty()
        && opsgenie.isEmpty()
        && slack.stream().allMatch(to -> to.startsWith(Router.REQUESTER));
  }
}
