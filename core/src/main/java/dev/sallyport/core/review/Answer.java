package dev.sallyport.core.review;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one gesture.
 *
 * @param delivery the gesture's
 * @param actor the vendor's id of the person
 * @param outcome {@code claimed} while a review is being submitted; any other is final
 * @param author the Teleport user in whose name the review is submitted
 * @param vendor where the person acted; earlier versions did not say
 */
public record Answer(
    String delivery,
    String actor,
    Verdict verdict,
    String outcome,
    Instant at,
    Optional<String> author,
    Optional<String> vendor,
    @JsonAnyGetter Map<String, JsonNode> more) {
  private static final String CLAIMED = "claimed";

  @JsonCreator
  public Answer(
      @JsonProperty(value = "delivery", required = true) String delivery,
      @JsonProperty(value = "actor", required = true) String actor,
      @JsonProperty(value = "verdict", required = true) Verdict verdict,
      @JsonProperty(value = "outcome", required = true) String outcome,
      @JsonProperty(value = "at", required = true) Instant at,
      @JsonProperty("author") Optional<String> author,
      @JsonProperty("vendor") Optional<String> vendor,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.delivery = delivery;
    this.actor = actor;
    this.verdict = verdict;
    this.outcome = outcome;
    this.at = at;
    this.author = author;
    this.vendor = vendor;
    this.more = Map.copyOf(more);
  }

  static Answer claim(Gesture gesture, String author, Instant at) {
    return of(gesture, CLAIMED, Optional.of(author), at);
  }

  static Answer of(Gesture gesture, Ending ending, Optional<String> author, Instant at) {
    return of(gesture, ending.word(), author, at);
  }

  private static Answer of(Gesture gesture, String outcome, Optional<String> author, Instant at) {
    return new Answer(
        gesture.delivery(),
        gesture.actor(),
        gesture.verdict(),
        outcome,
        at,
        author,
        Optional.of(gesture.vendor()),
        Map.of());
  }

  @JsonIgnore
  boolean isFinal() {
    return !outcome.equals(CLAIMED);
  }
}
