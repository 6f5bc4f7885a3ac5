package dev.sallyport.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RequestEvent.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class EventLawsTest {
  @Property
  void anEventSurvivesItsMessage(@ForAll("events") RequestEvent event) {
    assertThat(RequestEvent.parse(event.toJson())).isEqualTo(new Parsed.Read(event));
  }

  @Property
  void parsingNeverThrows(@ForAll String text) {
    assertThat(RequestEvent.parse(text)).isNotNull();
  }

  @Property
  void parsingADamagedMessageNeverThrowsAndWhatIsReadCanBeSent(
      @ForAll("events") RequestEvent event, @ForAll Random random, @ForAll char other) {
    StringBuilder damaged = new StringBuilder(event.toJson());
    damaged.setCharAt(random.nextInt(damaged.length()), other);
    if (RequestEvent.parse(damaged.toString()) instanceof Parsed.Read(RequestEvent read)) {
      assertThat(read.deduplicationId()).hasSize(64);
      assertThat(RequestEvent.parse(read.toJson())).isEqualTo(new Parsed.Read(read));
    }
  }

  @Property
  void messagesAreDuplicatesExactlyWhenTheySayTheSame(
      @ForAll("events") RequestEvent one, @ForAll("events") RequestEvent other) {
    assertThat(one.deduplicationId().equals(other.deduplicationId()))
        .isEqualTo(identity(one).equals(identity(other)));
  }

  private static List<Object> identity(RequestEvent event) {
    boolean round = event.cause() == Cause.RESYNC || event.cause() == Cause.CANARY;
    return List.of(
        event.requestId(),
        event.cause(),
        event.revision(),
        round ? event.observedAt().toEpochMilli() : "");
  }

  @Property
  void waitsGrowToTheirCapAndStayWithinBounds(
      @ForAll @IntRange(min = -1, max = 1000) int tries, @ForAll Random random) {
    for (Backoff backoff : List.of(Backoff.STANDARD, Backoff.PAGER)) {
      Duration wait = backoff.after(tries, random);
      long full =
          Math.min(backoff.cap().toMillis(), (long) (1000 * Math.pow(2, Math.max(0, tries - 1))));
      assertThat(wait).isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
    }
  }

  @Property
  void theOrderOfPartsDoesNotMatter(
      @ForAll("deliveries") Delivery one, @ForAll("deliveries") Delivery other) {
    Delivery both = Delivery.both(one, other);
    Delivery turned = Delivery.both(other, one);
    assertThat(both.getClass()).isEqualTo(turned.getClass());
    assertThat(wait(both)).isEqualTo(wait(turned));
  }

  private static Optional<Duration> wait(Delivery delivery) {
    return delivery instanceof Delivery.Retry retry ? Optional.of(retry.after()) : Optional.empty();
  }

  @Property
  void theGroupingOfPartsDoesNotMatter(
      @ForAll("deliveries") Delivery one,
      @ForAll("deliveries") Delivery two,
      @ForAll("deliveries") Delivery three) {
    assertThat(Delivery.both(Delivery.both(one, two), three))
        .isEqualTo(Delivery.both(one, Delivery.both(two, three)));
  }

  @Property
  void whatIsDoneAddsNothing(@ForAll("deliveries") Delivery one) {
    assertThat(Delivery.both(one, Delivery.DELIVERED)).isEqualTo(one);
    assertThat(Delivery.both(Delivery.DELIVERED, one)).isEqualTo(one);
  }

  @Property
  void whatMustComeBackComesBackAtTheEarliestTime(
      @ForAll("deliveries") Delivery one, @ForAll("deliveries") Delivery other) {
    Delivery both = Delivery.both(one, other);
    boolean again = one instanceof Delivery.Retry || other instanceof Delivery.Retry;
    assertThat(both instanceof Delivery.Retry).isEqualTo(again);
    for (Delivery part : List.of(one, other)) {
      wait(part).ifPresent(at -> assertThat(wait(both).orElseThrow()).isLessThanOrEqualTo(at));
    }
  }

  @Provide
  Arbitrary<Delivery> deliveries() {
    Arbitrary<Delivery> retries =
        Combinators.combine(Arbitraries.integers().between(0, 3), Arbitraries.of("a", "b"))
            .as((seconds, why) -> new Delivery.Retry(Duration.ofSeconds(seconds), why));
    return Arbitraries.oneOf(
        Arbitraries.just(Delivery.DELIVERED),
        retries,
        Arbitraries.of("x", "y").map(Delivery.Rejected::new));
  }

  @Provide
  Arbitrary<RequestEvent> events() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "01995f3c-8a2b"),
            Arbitraries.of(Cause.class),
            Arbitraries.oneOf(
                    Arbitraries.of("1", "2", "1\n2", "\n"),
                    Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(5))
                .optional(),
            Arbitraries.oneOf(
                Arbitraries.longs().between(0, 3), Arbitraries.longs().between(0, 1L << 45)))
        .as(
            (id, cause, revision, at) ->
                new RequestEvent("example.com", id, cause, revision, Instant.ofEpochMilli(at)));
  }
}
