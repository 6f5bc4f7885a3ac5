package dev.sallyport.tests.coldstart;

import dev.sallyport.cli.local.LocalQueues;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything around a start: queues, AWS behind TLS, a link with a round trip's time. */
final class ColdStart implements AutoCloseable {
  private static final String QUEUE = "reviews-slack";

  private final LocalQueues queues = LocalQueues.start(0, List.of(QUEUE));
  private final Path keys;
  private final AwsFront aws;
  private final SlowLink link;
  private final PackedFunction function;

  ColdStart(Path folder, Duration roundTrip)
      throws IOException, InterruptedException, GeneralSecurityException {
    keys = AwsFront.makeKeys(folder);
    aws = new AwsFront(keys, queues.endpoint(), Click.SECRET);
    link = new SlowLink(aws.port(), roundTrip);
    function = new PackedFunction(folder);
  }

  PackedFunction.Run run(String... flags) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(flags));
    all.add("-Djavax.net.ssl.trustStore=" + keys);
    all.add("-Djavax.net.ssl.trustStorePassword=" + AwsFront.PASSWORD);
    return function.start(Click::event, variables(), all);
  }

  private Map<String, String> variables() {
    return Map.of(
        "SALLYPORT_CLUSTER",
        "example.com",
        "SALLYPORT_QUEUE_REVIEWS_SLACK",
        queues.queues().url(QUEUE),
        "SALLYPORT_SLACK_SIGNING_SECRET_ARN",
        "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-signing-AbCdEf",
        "AWS_ENDPOINT_URL",
        "https://localhost:" + link.port(),
        "AWS_REGION",
        "eu-central-1",
        "AWS_ACCESS_KEY_ID",
        "key-id-not-real",
        "AWS_SECRET_ACCESS_KEY",
        "key-not-real",
        "AWS_SESSION_TOKEN",
        "token-not-real");
  }

  /** What is on the queue now. */
  List<String> queued() {
    return queues
        .client()
        .receiveMessage(ask -> ask.queueUrl(queues.queues().url(QUEUE)).maxNumberOfMessages(10))
        .messages()
        .stream()
        .map(message -> message.body())
        .toList();
  }

  @Override
  public void close() throws IOException {
    link.close();
    aws.close();
    queues.close();
  }
}
