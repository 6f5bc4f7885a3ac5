package dev.sallyport.simulators.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.aws.JsonService;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Request;
import java.util.Map;
import java.util.function.Function;

/** The calls, by their operation. */
final class SecretsApi implements Api {
  private final JsonService service = new JsonService("secretsmanager.", "InternalServiceError");
  private final Account account;
  private final Map<String, Function<JsonNode, ObjectNode>> operations;

  SecretsApi(Account account, Rotations rotations) {
    this.account = account;
    Values values = new Values(account);
    Listings listings = new Listings(account);
    operations =
        Map.of(
            "CreateSecret", operation(values::create),
            "GetSecretValue", operation(values::get),
            "PutSecretValue", operation(values::put),
            "UpdateSecretVersionStage", operation(values::move),
            "DescribeSecret", operation(listings::describe),
            "ListSecrets", operation(listings::list),
            "RotateSecret", operation(rotations::rotate));
  }

  private Function<JsonNode, ObjectNode> operation(Function<Body, ObjectNode> of) {
    return body -> {
      synchronized (account) {
        return of.apply(new Body(body));
      }
    };
  }

  @Override
  public Call call(Request request) {
    JsonNode body = request.json();
    String subject = body.path("SecretId").asText(body.path("Name").asText());
    synchronized (account) {
      return new Call("secretsmanager", service.operation(request), account.nameOf(subject));
    }
  }

  @Override
  public String caller(Request request) {
    return service.caller(request);
  }

  @Override
  public Answer serve(Request request) {
    return service.serve(request, operations);
  }

  @Override
  public Answer refuse(int status, String message) {
    return service.refuse(status, message);
  }
}
