package dev.sallyport.core.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * Why somebody counted as on call.
 *
 * @param service what was named in the request's annotation
 * @param level the escalation level
 */
public record Evidence(
    String provider,
    String service,
    int level,
    Optional<Instant> shiftStart,
    Optional<Instant> shiftEnd,
    Instant askedAt) {
  @JsonCreator
  public Evidence(
      @JsonProperty("provider") String provider,
      @JsonProperty("service") String service,
      @JsonProperty("level") int level,
      @JsonProperty("shiftStart") Optional<Instant> shiftStart,
      @JsonProperty("shiftEnd") Optional<Instant> shiftEnd,
      @JsonProperty("askedAt") Instant askedAt) {
    this.provider = provider;
    this.service = service;
    this.level = level;
    this.shiftStart = shiftStart;
    this.shiftEnd = shiftEnd;
    this.askedAt = askedAt;
  }
}
