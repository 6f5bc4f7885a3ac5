package dev.sallyport.simulators.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.fault.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ParametersSimulatorTest {
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=AKIATEST/20261120/eu-central-1/ssm/aws4_request, Signature=0";

  private final ParametersSimulator simulator = ParametersSimulator.start();

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void aLackingPermissionIsTheCallersFault() throws Exception {
    var _ = simulator.put("/sallyport/config", "x");
    simulator.faults().next(1, _ -> true, new Fault.Refuse(403, "not authorized"));

    HttpResponse<String> refused = get(SIGNED);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .isEqualTo("{\"__type\":\"AccessDeniedException\",\"message\":\"not authorized\"}");
    assertThat(get(SIGNED).body()).contains("\"Value\":\"x\"");
  }

  @Test
  void aCallMustBeSigned() throws Exception {
    HttpResponse<String> refused = get("Bearer x");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("MissingAuthenticationTokenException");
  }

  private HttpResponse<String> get(String authorization) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(simulator.url())
              .header("X-Amz-Target", "AmazonSSM.GetParameter")
              .header("Authorization", authorization)
              .POST(BodyPublishers.ofString("{\"Name\":\"/sallyport/config\"}"))
              .build(),
          BodyHandlers.ofString());
    }
  }
}
