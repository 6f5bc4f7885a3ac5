package dev.sallyport.webhooks;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.SignedDelivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;

/** A queue of SQS (SQS API Reference, {@code SendMessage}). A message may be there twice. */
record SqsDeliveries(AwsService sqs, String queueUrl) implements DeliveryQueue {
  /** Its JSON protocol. */
  static final String PROTOCOL = "application/x-amz-json-1.0";

  @Override
  public void send(SignedDelivery delivery) {
    String message = delivery.toJson();
    byte[] answer =
        sqs.call(
            "AmazonSQS.SendMessage",
            JsonText.write(Map.of("QueueUrl", queueUrl, "MessageBody", message)));
    if (!confirmed(answer).equals(md5(message))) {
      throw new Unavailable("SendMessage was answered without the message's digest");
    }
  }

  /** An answer that says OK and is not the queue's would lose the delivery in silence. */
  private static String confirmed(byte[] answer) {
    try {
      return JsonText.field(answer, "MD5OfMessageBody");
    } catch (IOException e) {
      throw new Unavailable("SendMessage was answered with something else than JSON", e);
    }
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
