package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch of messages as Lambda hands it over, and the answer to it (AWS Lambda, Using Lambda with
 * Amazon SQS: example event, partial batch responses). Only what is used is read. The runtime can
 * do this too, and loads 800 classes for it at each cold start.
 */
final class BatchJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BatchJson() {}

  /**
   * @throws IOException when it is no JSON, without a part of it
   * @throws IllegalArgumentException when it is no batch
   */
  static SQSEvent read(InputStream batch) throws IOException {
    JsonNode records = tree(batch).path("Records");
    if (!records.isArray()) {
      throw new IllegalArgumentException("the event has no Records, so it is none of a queue's");
    }
    List<SQSMessage> messages = new ArrayList<>();
    records.forEach(one -> messages.add(message(one)));
    SQSEvent event = new SQSEvent();
    event.setRecords(messages);
    return event;
  }

  private static JsonNode tree(InputStream batch) throws IOException {
    try {
      return JSON.readTree(batch);
    } catch (JsonProcessingException e) {
      throw new IOException("the event is no JSON");
    }
  }

  private static SQSMessage message(JsonNode json) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(text(json, "messageId"));
    message.setReceiptHandle(text(json, "receiptHandle"));
    message.setBody(text(json, "body"));
    Map<String, String> attributes = new HashMap<>();
    json.path("attributes")
        .properties()
        .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
    message.setAttributes(attributes);
    return message;
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).textValue();
  }

  static void write(SQSBatchResponse response, OutputStream out) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    ArrayNode failures = json.putArray("batchItemFailures");
    response
        .getBatchItemFailures()
        .forEach(
            failure -> failures.addObject().put("itemIdentifier", failure.getItemIdentifier()));
    out.write(JSON.writeValueAsBytes(json));
  }
}
