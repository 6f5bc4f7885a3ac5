package dev.sallyport.core.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.text.UserText;
import java.time.Instant;
import java.util.Optional;

/**
 * Why somebody counted as on call.
 *
 * @param service what was named in the request's annotation, cut to 200 characters; or else
 * @param schedule likewise
 * @param level the escalation level; 0 where the provider does not tell it
 */
public record Evidence(
    String provider,
    Optional<String> service,
    Optional<String> schedule,
    int level,
    Optional<Instant> shiftStart,
    Optional<Instant> shiftEnd,
    Instant askedAt) {
  private static final int LONGEST_NAME = 200;

  @JsonCreator
  public Evidence(
      @JsonProperty("provider") String provider,
      @JsonProperty("service") Optional<String> service,
      @JsonProperty("schedule") Optional<String> schedule,
      @JsonProperty("level") int level,
      @JsonProperty("shiftStart") Optional<Instant> shiftStart,
      @JsonProperty("shiftEnd") Optional<Instant> shiftEnd,
      @JsonProperty("askedAt") Instant askedAt) {
    this.provider = provider;
    this.service = service;
    this.schedule = schedule;
    this.level = level;
    this.shiftStart = shiftStart;
    this.shiftEnd = shiftEnd;
    this.askedAt = askedAt;
  }

  static Evidence of(Grant grant, Instant askedAt) {
    Optional<String> name = Optional.of(UserText.line(grant.shift().name(), LONGEST_NAME));
    return new Evidence(
        grant.provider(),
        name.filter(_ -> grant.kind() == OnCall.Kind.SERVICE),
        name.filter(_ -> grant.kind() == OnCall.Kind.SCHEDULE),
        grant.shift().level() == OnCall.Shift.UNKNOWN_LEVEL ? 0 : grant.shift().level(),
        grant.shift().start(),
        grant.shift().end(),
        askedAt);
  }

  /** The service or the schedule, said so: {@code the service Payments}. */
  public String subject() {
    return service
        .map(name -> "the service " + name)
        .or(() -> schedule.map(name -> "the schedule " + name))
        .orElse("nothing that was recorded");
  }

  /** The escalation level, said so. */
  public String levelWords() {
    return Grant.level(level);
  }

  /** From when to when the shift goes. */
  public String shift() {
    return shiftStart.isEmpty() && shiftEnd.isEmpty()
        ? "a shift without recorded bounds"
        : "a shift from "
            + shiftStart.map(Instant::toString).orElse("ever")
            + " to "
            + shiftEnd.map(Instant::toString).orElse("ever");
  }

  /**
   * The reason of our review: the whole evidence on one line, at most 4,096 bytes as Teleport takes
   * it.
   */
  String reason(String user) {
    return UserText.bytes(
        UserText.line(user, LONGEST_NAME)
            + " is on call at "
            + provider
            + " for "
            + UserText.line(subject(), LONGEST_NAME + 20)
            + " "
            + levelWords()
            + ", "
            + shift()
            + "; asked at "
            + askedAt
            + ". Approved automatically by Sallyport.",
        4096);
  }
}
