package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Dead letters, over the protocol of SQS. */
final class DlqCommandTest {
  private static final String REQUEST = "01890000-0000-7000-8000-000000000001";
  private static final String CANARY = "canary-of-a-reason";

  private final Aws aws = new Aws();
  private String dead = "";
  private String verdicts = "";

  @BeforeEach
  void queues() {
    String _ = aws.queue("requests");
    dead = aws.queue("pagerduty");
    verdicts = aws.queue("reviews-slack");
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private String bury(String request, String body, String id) {
    return aws.sqs()
        .sendMessage(
            send ->
                send.queueUrl(dead)
                    .messageBody(body)
                    .messageGroupId(request)
                    .messageDeduplicationId(id)
                    .messageAttributes(
                        Map.of("reason", text("PagerDuty refuses (400)"), "tries", text("7"))))
        .messageId();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static String event(Instant at) {
    return new RequestEvent("teleport.example.com", REQUEST, Cause.RESYNC, Optional.empty(), at)
        .toJson();
  }

  private String buried(int number) {
    return bury(REQUEST, event(Instant.EPOCH.plusSeconds(number)), "one-" + number);
  }

  private List<Message> received() {
    return aws.sqs()
        .receiveMessage(
            it ->
                it.queueUrl(aws.url("pagerduty"))
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static Run dlq(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "dlq";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--stack";
    all[all.length - 1] = Aws.STACK;
    return Run.of(all).succeeds();
  }

  @Test
  void eachQueueIsListedWithItsOldest() {
    String _ = buried(1);
    String _ = buried(2);
    assertThat(dlq("list").out().lines())
        .anySatisfy(line -> assertThat(line).matches("pagerduty +2  \\d+ s"))
        .anySatisfy(line -> assertThat(line).matches("requests +0 *"))
        .anySatisfy(line -> assertThat(line).matches("reviews-slack +0 *"))
        .noneSatisfy(line -> assertThat(line).contains("opsgenie"));
  }

  @Test
  void eachMessageTellsWhatItIsAboutAndWhy() {
    String id = buried(1);
    assertThat(dlq("show", "pagerduty").out())
        .contains(id, "request " + REQUEST + ", resync", "7 tries", "why: PagerDuty refuses (400)");
    assertThat(dlq("show", "pagerduty").out()).as("a look changes nothing").contains(id);
  }

  @Test
  void whatIsNoEventOfOursIsShownWithoutHarm() {
    String _ = bury("x", "\u009b2Jnot \u202eours\nat all" + "y".repeat(500), "odd");
    assertThat(dlq("show", "pagerduty").out())
        .contains("no event of ours (it is no JSON)", "bytes: ")
        .doesNotContain("\u009b", "\u202e", "ours\nat", "y".repeat(100));
    Run redriven = Run.of("dlq", "redrive", "pagerduty", "--stack", Aws.STACK);
    assertThat(redriven.exit()).isEqualTo(1);
    assertThat(redriven.out()).contains("0 sent back", "stays");
  }

  @Test
  void ofWhatPeopleDecidedNothingIsShown() {
    var _ =
        aws.sqs()
            .sendMessage(
                send ->
                    send.queueUrl(verdicts)
                        .messageBody("{\"body\":\"" + CANARY + "\"}")
                        .messageAttributes(Map.of("reason", text("its secret is unknown"))));
    assertThat(dlq("show", "reviews-slack").out())
        .contains("a decision made at slack", "its secret is unknown", "never sent again")
        .doesNotContain(CANARY, "body");
    Run.of("dlq", "redrive", "reviews-slack", "--stack", Aws.STACK)
        .isRefusedNaming("reviews-slack", "never sent again", "decides again");
    assertThat(dlq("list").out()).containsPattern("reviews-slack +1");
  }

  @Test
  void allAreSentBackInOrder() {
    for (int number = 0; number < 25; number++) {
      String _ = buried(number);
    }
    assertThat(dlq("redrive", "pagerduty").out()).contains("25 sent back to pagerduty");
    assertThat(dlq("list").out()).containsPattern("pagerduty +0");
    List<Message> back = received();
    assertThat(back)
        .extracting(Message::body)
        .startsWith(event(Instant.EPOCH), event(Instant.EPOCH.plusSeconds(1)));
    assertThat(back.getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, REQUEST);
    assertThat(back.getFirst().attributesAsStrings().get("MessageDeduplicationId"))
        .startsWith("redrive-");
  }

  @Test
  void oneIsSentBackAndTheOthersStay() {
    String first = buried(1);
    String second = buried(2);
    assertThat(dlq("redrive", "pagerduty", "--id", second).out()).contains("1 sent back");
    assertThat(dlq("show", "pagerduty").out()).contains(first).doesNotContain(second);
    assertThat(received()).hasSize(1);
  }

  @Test
  void anIdThatIsNotThereIsNamedAndTheOthersAreSentBack() {
    String id = buried(1);
    Run redriven =
        Run.of("dlq", "redrive", "pagerduty", "--id", id, "--id", "nobody", "--stack", Aws.STACK);
    assertThat(redriven.exit()).isEqualTo(1);
    assertThat(redriven.out())
        .contains("1 sent back", "nobody is not among the dead letters of pagerduty", "dlq show");
    assertThat(received()).hasSize(1);
  }

  @Test
  void aQueueThatIsNotThereIsNamedWithThoseThatAre() {
    Run.of("dlq", "show", "opsgenie", "--stack", Aws.STACK)
        .isRefusedNaming("opsgenie", "pagerduty, requests, reviews-slack");
    Run.of("dlq", "list", "--stack", "nowhere").isRefusedNaming("nowhere-requests.fifo", "--stack");
  }
}
