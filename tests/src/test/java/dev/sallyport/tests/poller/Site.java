package dev.sallyport.tests.poller;

import dev.sallyport.cli.local.LocalQueues;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Around a deployed poller: a cluster, queues, and files in place of AWS's stores. */
final class Site implements AutoCloseable {
  static final String CLUSTER = "teleport.example.com";
  static final String USER = "bot-sallyport-read";
  private static final String QUEUE = "requests";
  private static final String ROLE = "access-plugin-read";

  final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());
  private final LocalQueues queues = LocalQueues.start(0, List.of(QUEUE));
  private final Path folder;
  final int healthPort;

  Site(Path folder) throws IOException {
    this.folder = folder;
    teleport.putRole(
        RoleBuilder.role(ROLE)
            .rule("access_request", "list", "read")
            .rule("access_plugin_data", "list", "read"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      healthPort = socket.getLocalPort();
    }
  }

  private Path configuration() {
    return folder.resolve("sallyport.toml");
  }

  Path identity() {
    return folder.resolve("identity.pem");
  }

  /** Puts the configuration, whole at once. */
  void configure(String more) throws IOException {
    put(
        configuration(),
        "[teleport]\ncluster = \"%s\"\naddr = \"%s\"\nrefresh_identity_interval = \"1s\"\n%s"
            .formatted(CLUSTER, teleport.address(), more));
  }

  void identify(String user) throws IOException {
    put(identity(), teleport.identityFile(user, List.of(ROLE)));
  }

  private static void put(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The variables of a deployment, and what takes AWS's place. */
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("SALLYPORT_CLUSTER", CLUSTER);
    variables.put("SALLYPORT_CONFIG", configuration().toString());
    variables.put("SALLYPORT_TELEPORT_IDENTITY_FILE", identity().toString());
    variables.put("SALLYPORT_QUEUE_REQUESTS", queues.queues().url(QUEUE));
    variables.put("SALLYPORT_HEALTH_PORT", Integer.toString(healthPort));
    variables.put("SALLYPORT_LOOK_EVERY", "1s");
    variables.put("AWS_ENDPOINT_URL", queues.endpoint().toString());
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "key-id-not-real");
    variables.put("AWS_SECRET_ACCESS_KEY", "key-not-real");
    return variables;
  }

  PollerProcess poller() throws IOException {
    return PollerProcess.start("Main", folder, variables());
  }

  PollerProcess poller(Map<String, String> more) throws IOException {
    Map<String, String> variables = variables();
    variables.putAll(more);
    return PollerProcess.start("Main", folder, variables);
  }

  String request() {
    return teleport.createRequest(NewRequest.of("alice@example.com", "demo-role"));
  }

  /** Takes some of what is on the queue. */
  List<RequestEvent> taken() {
    String url = queues.queues().url(QUEUE);
    List<Message> messages =
        queues.client().receiveMessage(ask -> ask.queueUrl(url).maxNumberOfMessages(10)).messages();
    if (!messages.isEmpty()) {
      var _ =
          queues
              .client()
              .deleteMessageBatch(
                  delete ->
                      delete.queueUrl(url).entries(messages.stream().map(Site::done).toList()));
    }
    return messages.stream().map(message -> read(message.body())).toList();
  }

  private static DeleteMessageBatchRequestEntry done(Message message) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(message.messageId())
        .receiptHandle(message.receiptHandle())
        .build();
  }

  private static RequestEvent read(String body) {
    if (RequestEvent.parse(body) instanceof RequestEvent.Parsed.Read(RequestEvent event)) {
      return event;
    }
    throw new IllegalStateException("no event: " + body);
  }

  @Override
  public void close() {
    queues.close();
    teleport.close();
  }
}
