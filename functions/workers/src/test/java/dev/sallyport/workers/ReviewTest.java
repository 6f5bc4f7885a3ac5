package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.review.Cluster;
import dev.sallyport.core.review.People;
import dev.sallyport.core.review.Person;
import dev.sallyport.core.review.PersonalReviews;
import dev.sallyport.core.review.ReviewPolicy;
import dev.sallyport.core.review.Reviewer;
import dev.sallyport.core.review.Vendor;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.core.review.Words;
import dev.sallyport.core.secret.LiveSecret;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.slack.SlackGestures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ReviewTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
  private static final String SECRET = "test-secret-not-real";
  private static final String CLICK =
      """
      payload={"type":"block_actions","api_app_id":"A1","team":{"id":"T1"},\
      "user":{"id":"U2","team_id":"T1"},"actions":[{"block_id":"review_block",\
      "action_id":"approve_button","value":"r1","action_ts":"1.2"}]}\
      """;

  private final List<String> touched = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final TestingInbox inbox = new TestingInbox();
  private final Review review = new Review(this::work);

  private Work work() {
    return batch -> letters().openSigned(batch, reviewer()::handle);
  }

  private Letters letters() {
    return new Letters("teleport.example.com", "reviews-slack", inbox, signals::add, new Random(1));
  }

  private Reviewer reviewer() {
    LiveSecret<VerificationSecrets> secrets = VerificationSecrets.live(() -> SECRET, () -> NOW);
    return new Reviewer(
        new Vendor(
            new SlackGestures(secrets, "T1", "A1"),
            actor -> {
              touched.add("member " + actor);
              throw new AssertionError("nobody is to be asked");
            },
            (_, text) -> {
              touched.add("told: " + text);
              throw new AssertionError("nobody is to be told");
            }),
        new Cluster(this::find, new Untouched(touched), new Nobody(touched), new Nobody(touched)),
        _ -> Mode.ON,
        new ReviewPolicy(Duration.ofMinutes(10), "slack_uid", Set.of(), false, Set.of(), Map.of()),
        new Words(Optional::empty),
        signals::add,
        () -> NOW,
        new Random(1));
  }

  private Optional<dev.sallyport.core.request.AccessRequest> find(String id) {
    touched.add("find " + id);
    return Optional.empty();
  }

  private List<String> handle(String body, Map<String, String> headers) {
    SQSMessage message = new SQSMessage();
    message.setMessageId("m1");
    message.setReceiptHandle("receipt");
    message.setBody(new SignedDelivery(RawBody.of(body), headers, "").toJson());
    message.setAttributes(
        new HashMap<>(Map.of("SentTimestamp", Long.toString(NOW.toEpochMilli()))));
    SQSEvent batch = new SQSEvent();
    batch.setRecords(List.of(message));
    return review.take(batch).getBatchItemFailures().stream()
        .map(failure -> failure.getItemIdentifier())
        .toList();
  }

  @Test
  void whatSomebodyElsePutsOnTheQueueDoesNothing() {
    assertThat(handle(CLICK, Map.of())).isEmpty();
    assertThat(
            handle(CLICK, SlackSignature.sign(RawBody.of(CLICK), NOW, "a-guessed-secret-not-real")))
        .isEmpty();
    assertThat(handle(CLICK, SlackSignature.sign(RawBody.of("payload={}"), NOW, SECRET))).isEmpty();
    assertThat(touched).isEmpty();
    assertThat(inbox.buried).isEmpty();
    assertThat(signals).extracting(Signal::event).containsOnly("unverified-delivery");
    assertThat(signals.toString()).doesNotContain("U2", "r1", "payload");
  }

  @Test
  void whatSlackSignedAndIsNoClickGoesToTheDeadLetters() {
    String body = "payload=%";
    assertThat(handle(body, SlackSignature.sign(RawBody.of(body), NOW, SECRET))).isEmpty();
    assertThat(inbox.buried.get("m1")).contains("not to be understood");
    assertThat(touched).isEmpty();
  }

  @Test
  void aClickOfSlacksIsLookedAt() {
    String encoded = CLICK.replace("\"", "%22");
    assertThat(handle(encoded, SlackSignature.sign(RawBody.of(encoded), NOW, SECRET)))
        .containsExactly("m1");
    assertThat(touched).containsExactly("read r1");
  }

  private record Untouched(List<String> touched) implements Memory {
    @Override
    public Entries read(String requestId) {
      touched.add("read " + requestId);
      throw new dev.sallyport.core.Unavailable("away");
    }

    @Override
    public Written write(String requestId, Map<String, Change> changes) {
      touched.add("write " + requestId);
      return Written.CONFLICT;
    }
  }

  private record Nobody(List<String> touched) implements People, PersonalReviews {
    @Override
    public List<Person> withTrait(String trait, String value) {
      touched.add("trait " + value);
      return List.of();
    }

    @Override
    public Optional<Person> named(String name) {
      touched.add("name " + name);
      return Optional.empty();
    }

    @Override
    public Submitted submit(String requestId, String author, Verdict verdict, String reason) {
      touched.add("submit " + requestId);
      return new Submitted.Gone();
    }

    @Override
    public Probe probe(String user) {
      return new Probe.CanReview();
    }
  }
}
