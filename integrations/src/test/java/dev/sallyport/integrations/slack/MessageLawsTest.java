package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequest.Kind;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever users write: no limit is broken, and nothing they wrote comes alive. */
final class MessageLawsTest {
  private static final Optional<Instant> SOME_DAY =
      Optional.of(Instant.parse("2026-11-20T12:00:00Z"));

  private static Arbitrary<String> written() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "<!channel>",
            "<!here|x>",
            "<@U1>",
            "<#C1>",
            "<https://example.com|x>",
            "@here",
            "@channel",
            "@EVERYONE",
            "`",
            "```",
            "&",
            "&amp;",
            "&lt;!channel&gt;",
            "<",
            ">",
            "|",
            "*",
            "_",
            "~",
            "\n",
            "\r\n",
            "\u202E",
            "\u05D0\u05D1",
            "\uD83D\uDE80",
            "\uD83D",
            "\uDE80",
            "e\u0301",
            "\u200D",
            "\u0000",
            " ",
            "a",
            "> ",
            "\n> quoted",
            "word ");
    Arbitrary<String> mixed = pieces.list().ofMaxSize(60).map(list -> String.join("", list));
    Arbitrary<String> huge =
        pieces.flatMap(
            piece ->
                Arbitraries.integers()
                    .between(0, 3)
                    .map(shift -> "x".repeat(shift) + piece.repeat(10_000 / piece.length())));
    return Arbitraries.frequencyOf(
        Tuple.of(5, mixed),
        Tuple.of(2, huge),
        Tuple.of(2, Arbitraries.strings().all().ofMaxLength(400)),
        Tuple.of(1, Arbitraries.just("")));
  }

  private static Arbitrary<List<String>> names() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, written().list().ofMaxSize(4)),
        Tuple.of(
            1,
            written()
                .map(it -> Collections.nCopies(400, it.substring(0, Math.min(20, it.length()))))));
  }

  @Provide
  Arbitrary<AccessRequest> requests() {
    Arbitrary<Review> reviews =
        Combinators.combine(written(), Arbitraries.of(RequestState.class), written())
            .as((author, state, reason) -> new Review(author, state, reason, SOME_DAY));
    Arbitrary<String> ids =
        Arbitraries.oneOf(Arbitraries.just("0193-abc"), written().filter(text -> !text.isBlank()));
    return Combinators.combine(
            ids,
            written(),
            names(),
            names(),
            written(),
            written(),
            reviews.list().ofMaxSize(5),
            Combinators.combine(Arbitraries.of(RequestState.class), Arbitraries.of(Kind.class))
                .as(Map::entry))
        .as(
            (id, user, roles, resources, reason, resolve, given, how) ->
                new AccessRequest(
                    id,
                    user,
                    roles,
                    how.getKey(),
                    how.getValue(),
                    SOME_DAY,
                    SOME_DAY,
                    SOME_DAY,
                    SOME_DAY,
                    reason,
                    resolve,
                    Map.of(),
                    resources,
                    List.of(),
                    given,
                    OptionalInt.empty(),
                    "1",
                    false));
  }

  private static MessageText text(String cluster) {
    return new MessageText(cluster, () -> Optional.of("https://teleport.example.com"));
  }

  private static Details details(AccessRequest request, String name) {
    Map<String, String> friendly =
        request.resources().isEmpty() ? Map.of() : Map.of(request.resources().getFirst(), name);
    Map<String, List<String>> logins =
        request.roles().isEmpty()
            ? Map.of()
            : Map.of(
                request.roles().getFirst(),
                Collections.nCopies(50, name.substring(0, Math.min(150, name.length()))));
    return new Details(friendly, logins);
  }

  @Provide
  Arbitrary<String> texts() {
    return written();
  }

  @Property(tries = 100)
  void noRequestBreaksAMessage(
      @ForAll("requests") AccessRequest request,
      @ForAll("texts") String cluster,
      @ForAll("texts") String name,
      @ForAll @IntRange(max = 1000) int missing,
      @ForAll boolean web) {
    MessageText text = web ? text(cluster) : new MessageText(cluster, Optional::empty);
    Progress progress = new Progress(missing, OptionalInt.of(missing));
    Details details = details(request, name);

    for (Offer offer : List.of(new Offer.Buttons(true, true), new Offer.LinkOnly())) {
      Limits.check(text.request(request, progress, details, offer));
    }
    Limits.check(text.copy(request, progress, details));
    Limits.check(text.ended(request));
    for (int i = 0; i < request.reviews().size(); i++) {
      Limits.check(text.review(request, i));
    }
  }

  @Property(tries = 60)
  void noRequestThatIsGoneBreaksAMessage(
      @ForAll("requests") AccessRequest request,
      @ForAll("texts") String cluster,
      @ForAll Outcome outcome) {
    Over over =
        new Over(request.id(), request.user(), request.roles(), outcome, SOME_DAY, SOME_DAY);

    Limits.check(text(cluster).request(over));
    Limits.check(text(cluster).ended(over));
  }

  @Property(tries = 300)
  void aTextKeepsToItsLengthOnceEscaped(
      @ForAll("texts") String written, @ForAll @IntRange(min = 20, max = 3000) int most) {
    assertThat(Mrkdwn.line(written, most)).hasSizeLessThanOrEqualTo(most).doesNotContain("\n");
    assertThat(Mrkdwn.paragraph(written, most)).hasSizeLessThanOrEqualTo(most);
    assertThat(Mrkdwn.code(written, most)).hasSizeLessThanOrEqualTo(most);
    assertThat(Mrkdwn.quote(written, most)).hasSizeLessThanOrEqualTo(most);
    assertThat(Mrkdwn.quote(written, most).lines()).allMatch(line -> line.startsWith("> "));
  }

  @Property
  void aListKeepsToItsLength(
      @ForAll List<@StringLength(max = 40) String> names,
      @ForAll @IntRange(min = 60, max = 500) int most) {
    assertThat(Mrkdwn.list(names, most)).hasSizeLessThanOrEqualTo(most);
  }
}
