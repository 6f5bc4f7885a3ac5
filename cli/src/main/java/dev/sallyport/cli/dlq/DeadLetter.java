package dev.sallyport.cli.dlq;

import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.text.UserText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message among the dead letters. */
record DeadLetter(Message message) {
  private static final int SHOWN = 80;
  private static final int WHY = 300;

  String id() {
    return message.messageId();
  }

  String receipt() {
    return message.receiptHandle();
  }

  String body() {
    return message.body();
  }

  /** The request's id, which orders the messages about it. */
  Optional<String> group() {
    return Optional.ofNullable(
        message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
  }

  /** When it came to the dead letters, or to its queue where SQS moved it from a standard one. */
  Instant at() {
    return Instant.ofEpochMilli(
        Long.parseLong(
            message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
  }

  /** What the handler said when it gave up; SQS says nothing. */
  String why() {
    return attribute("reason").orElse("it came back too often");
  }

  String tries() {
    return attribute("tries")
        .or(
            () ->
                Optional.ofNullable(
                    message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
        .orElse("?");
  }

  private Optional<String> attribute(String name) {
    Map<String, MessageAttributeValue> all = message.messageAttributes();
    return Optional.ofNullable(all.get(name))
        .map(MessageAttributeValue::stringValue)
        .map(text -> UserText.line(text, WHY));
  }

  RequestEvent.Parsed event() {
    return RequestEvent.parse(body());
  }

  /** Whether a handler could ever read it. */
  boolean isReadable() {
    return !(event() instanceof RequestEvent.Parsed.Malformed);
  }

  /** What it is about, in one line without anything that could disturb a terminal. */
  String subject() {
    return switch (event()) {
      case RequestEvent.Parsed.Read(RequestEvent event) ->
          "request " + event.requestId() + ", " + event.cause().word();
      case RequestEvent.Parsed.Newer(int version) ->
          "written by a newer Sallyport (version " + version + ")" + inGroup();
      case RequestEvent.Parsed.Malformed(String why) ->
          "no event of ours ("
              + why
              + "), "
              + body().getBytes(StandardCharsets.UTF_8).length
              + " bytes: "
              + UserText.line(body(), SHOWN);
    };
  }

  private String inGroup() {
    return group().map(id -> ", request " + UserText.line(id, SHOWN)).orElse("");
  }
}
