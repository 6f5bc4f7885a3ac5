package dev.sallyport.core.review;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the gestures about one request. Written here alone.
 *
 * @param done the last 50
 * @param messages the last 20 messages that a gesture was made in and that the destination's own
 *     memory did not know, as {@code channel/ts}: for the destination to take over, once it has
 *     seen that they are its own
 * @param remarked the last 20 places where people were told that closing them decides nothing
 */
public record Answers(
    int v,
    List<Answer> done,
    List<String> messages,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarked,
    @JsonAnyGetter Map<String, JsonNode> more) {
  public static final String KEY = "answers";

  static final int MOST_DONE = 50;
  static final int MOST_MESSAGES = 20;

  @JsonCreator
  public Answers(
      @JsonProperty("v") int v,
      @JsonProperty(value = "done", required = true) List<Answer> done,
      @JsonProperty("messages") List<String> messages,
      @JsonProperty("remarked") List<String> remarked,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.v = v;
    this.done = List.copyOf(done);
    this.messages = List.copyOf(messages);
    this.remarked = List.copyOf(remarked);
    this.more = Map.copyOf(more);
  }

  static Answers empty() {
    return new Answers(1, List.of(), List.of(), List.of(), Map.of());
  }

  Optional<Answer> to(String delivery) {
    return done.stream().filter(answer -> answer.delivery().equals(delivery)).findFirst();
  }

  Answers with(Answer answer) {
    List<Answer> all = new ArrayList<>(done);
    all.removeIf(old -> old.delivery().equals(answer.delivery()));
    all.add(answer);
    return new Answers(v, last(all, MOST_DONE), messages, remarked, more);
  }

  Answers noting(String message) {
    if (messages.contains(message)) {
      return this;
    }
    List<String> all = new ArrayList<>(messages);
    all.add(message);
    return new Answers(v, done, last(all, MOST_MESSAGES), remarked, more);
  }

  Answers remarking(String place) {
    List<String> all = new ArrayList<>(remarked);
    all.add(place);
    return new Answers(v, done, messages, last(all, MOST_MESSAGES), more);
  }

  private static <T> List<T> last(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
