package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BatchJsonTest {
  private static SQSEvent read(String json) throws IOException {
    return BatchJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String written(String... failures) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BatchJson.write(
        new SQSBatchResponse(List.of(failures).stream().map(BatchItemFailure::new).toList()), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readsAMessageWithItsAttributes() throws IOException {
    SQSMessage message =
        read("""
        {"Records": [{
          "messageId": "m1", "receiptHandle": "r1", "body": "grüße", "md5OfBody": "0",
          "attributes": {"ApproximateReceiveCount": "2", "SentTimestamp": "1545082649183"},
          "messageAttributes": {}, "eventSource": "aws:sqs", "awsRegion": "us-east-2"}]}
        """)
            .getRecords()
            .getFirst();
    assertThat(message.getMessageId()).isEqualTo("m1");
    assertThat(message.getReceiptHandle()).isEqualTo("r1");
    assertThat(message.getBody()).isEqualTo("grüße");
    assertThat(message.getAttributes())
        .hasSize(2)
        .containsEntry("ApproximateReceiveCount", "2")
        .containsEntry("SentTimestamp", "1545082649183");
  }

  @Test
  void anEmptyBatchIsOneToo() throws IOException {
    assertThat(read("{\"Records\": []}").getRecords()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "1", "{\"Records\": {}}", ""})
  void whatIsNoBatchIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Records");
  }

  @Test
  void whatIsNoJsonIsNotRepeated() {
    assertThatThrownBy(() -> read("{\"Records\": [canary"))
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  @Test
  void namesWhatComesBack() throws IOException {
    assertThat(written()).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(written("m1", "m2"))
        .isEqualTo(
            "{\"batchItemFailures\":[{\"itemIdentifier\":\"m1\"},{\"itemIdentifier\":\"m2\"}]}");
  }
}
