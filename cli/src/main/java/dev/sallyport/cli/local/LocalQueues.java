package dev.sallyport.cli.local;

import dev.sallyport.workers.Queues;
import dev.sallyport.workers.SqsMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A real server of the SQS protocol in this process, on loopback, with the queues and dead letters
 * of a deployment.
 */
public final class LocalQueues implements AutoCloseable {
  /** Seconds that a received message stays hidden: six times the longest run of a handler. */
  static final int VISIBILITY = 180;

  private static final int RETENTION = 14 * 24 * 3600;
  private static final int MOST_RECEIVES = 300;

  private final SQSRestServer server;
  private final SqsClient client;
  private final Queues queues;
  private final URI endpoint;

  private LocalQueues(SQSRestServer server, SqsClient client, Queues queues, URI endpoint) {
    this.server = server;
    this.client = client;
    this.queues = queues;
    this.endpoint = endpoint;
  }

  /**
   * Starts the server and creates the queues.
   *
   * @param port 0 for a free one
   * @param names {@code requests}, {@code pagerduty}, …; FIFO queues, but for those that begin with
   *     {@code reviews-}, which are standard ones
   * @param watchers see every call to the server
   */
  public static LocalQueues start(int port, List<String> names, ExecutionInterceptor... watchers) {
    int chosen = port == 0 ? freePort() : port;
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withPort(chosen)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", chosen, ""))
            .start();
    server.waitUntilStarted();
    URI endpoint = URI.create("http://127.0.0.1:" + chosen);
    SqsClient client = client(endpoint, watchers);
    Map<String, String> urls = new HashMap<>();
    for (String name : names) {
      String dead = create(client, name + "-dead", Map.of());
      String arn =
          client
              .getQueueAttributes(
                  ask -> ask.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .get(QueueAttributeName.QUEUE_ARN);
      String redrive =
          "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":" + MOST_RECEIVES + "}";
      urls.put(name, create(client, name, Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
      urls.put(name + "-dead", dead);
    }
    return new LocalQueues(server, client, new Queues(urls), endpoint);
  }

  /** The queues of a server that another process runs; its client is the caller's to close. */
  public static SqsMail at(URI endpoint, List<String> names) {
    Map<String, String> urls = new HashMap<>();
    SqsClient client = client(endpoint);
    for (String name : names) {
      for (String each : List.of(name, name + "-dead")) {
        urls.put(each, client.getQueueUrl(ask -> ask.queueName(fullName(each))).queueUrl());
      }
    }
    return new SqsMail(client, new Queues(urls));
  }

  private static String fullName(String name) {
    return isFifo(name) ? name + ".fifo" : name;
  }

  private static boolean isFifo(String name) {
    return !name.startsWith("reviews-");
  }

  private static SqsClient client(URI endpoint, ExecutionInterceptor... watchers) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .overrideConfiguration(more -> List.of(watchers).forEach(more::addExecutionInterceptor))
        .region(Region.of("elasticmq"))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  private static String create(
      SqsClient client, String name, Map<QueueAttributeName, String> more) {
    Map<QueueAttributeName, String> attributes = new HashMap<>(more);
    if (isFifo(name)) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(VISIBILITY));
    attributes.put(QueueAttributeName.MESSAGE_RETENTION_PERIOD, Integer.toString(RETENTION));
    return client
        .createQueue(queue -> queue.queueName(fullName(name)).attributes(attributes))
        .queueUrl();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public SqsClient client() {
    return client;
  }

  public Queues queues() {
    return queues;
  }

  public URI endpoint() {
    return endpoint;
  }

  /** Ends the server. It takes its time to end its threads, and nothing needs to wait for them. */
  @Override
  public void close() {
    client.close();
    var _ = server.stopAndGetFuture().apply();
  }
}
