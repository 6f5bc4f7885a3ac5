package dev.sallyport.tests.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sallyport.simulators.secretsmanager.SecretsManagerOptions;
import dev.sallyport.simulators.secretsmanager.SecretsManagerSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** AWS where the commands of this process find it: secrets, and one parameter. */
final class StackOnAws implements AutoCloseable {
  final SecretsManagerSimulator secrets =
      SecretsManagerSimulator.start(SecretsManagerOptions.defaults());
  volatile Optional<String> config = Optional.empty();
  private final HttpServer parameters;
  private final Map<String, String> properties;

  StackOnAws() {
    try {
      parameters = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    parameters.createContext("/", this::parameter);
    parameters.start();
    properties =
        Map.of(
            "aws.region", "eu-central-1",
            "aws.accessKeyId", "AKIATEST",
            "aws.secretAccessKey", "not-real",
            "aws.endpointUrlSecretsManager", secrets.url().toString(),
            "aws.endpointUrlSsm", "http://127.0.0.1:" + parameters.getAddress().getPort());
    properties.forEach(System::setProperty);
  }

  private void parameter(HttpExchange exchange) throws IOException {
    try (exchange) {
      var _ = exchange.getRequestBody().readAllBytes();
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      if (config.isPresent()) {
        answer
            .putObject("Parameter")
            .put("Name", "/sallyport/config")
            .put("Value", config.get())
            .put("Version", 1);
      } else {
        answer.put("__type", "ParameterNotFound");
      }
      byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(config.isPresent() ? 200 : 400, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    properties.keySet().forEach(System::clearProperty);
    parameters.stop(0);
    secrets.close();
  }
}
