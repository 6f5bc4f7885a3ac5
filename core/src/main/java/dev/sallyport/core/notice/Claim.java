package dev.sallyport.core.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The word, written before a call, that this call is about to be made.
 *
 * @param call which: {@code announce}, {@code edit}, or the marker of a reply
 * @param attempt from 1 on
 */
public record Claim(String call, int attempt, Instant at) {
  @JsonCreator
  public Claim(
      @JsonProperty(value = "call", required = true) String call,
      @JsonProperty("attempt") int attempt,
      @JsonProperty(value = "at", required = true) Instant at) {
    this.call = call;
    this.attempt = attempt;
    this.at = at;
  }
}
