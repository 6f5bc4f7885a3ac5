package dev.sallyport.simulators.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The calls, by the operation in {@code X-Amz-Target}. */
final class SecretsApi implements Api {
  private static final String TARGET = "secretsmanager.";
  private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]+)/.*");

  private final Account account;
  private final Map<String, Function<Parameters, ObjectNode>> operations;

  SecretsApi(Account account, Rotations rotations) {
    this.account = account;
    Values values = new Values(account);
    Listings listings = new Listings(account);
    operations =
        Map.of(
            "CreateSecret", values::create,
            "GetSecretValue", values::get,
            "PutSecretValue", values::put,
            "UpdateSecretVersionStage", values::move,
            "DescribeSecret", listings::describe,
            "ListSecrets", listings::list,
            "RotateSecret", rotations::rotate,
            "CancelRotateSecret", rotations::cancel);
  }

  @Override
  public Call call(Request request) {
    JsonNode body = request.json();
    String subject = body.path("SecretId").asText(body.path("Name").asText());
    synchronized (account) {
      return new Call("secretsmanager", operation(request), account.nameOf(subject));
    }
  }

  private static String operation(Request request) {
    String target = request.header("x-amz-target").orElse("");
    return target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
  }

  /** The access key's id. */
  @Override
  public String caller(Request request) {
    Matcher signed = SIGNED.matcher(request.header("authorization").orElse(""));
    return signed.matches() ? signed.group(1) : "";
  }

  @Override
  public Answer serve(Request request) {
    try {
      if (caller(request).isEmpty()) {
        throw ApiError.unsigned();
      }
      Function<Parameters, ObjectNode> operation =
          Optional.ofNullable(operations.get(operation(request)))
              .orElseThrow(ApiError::unknownOperation);
      synchronized (account) {
        return answer(200, operation.apply(new Parameters(request.json())));
      }
    } catch (ApiError e) {
      return error(400, e.type(), e.text());
    }
  }

  @Override
  public Answer refuse(int status, String message) {
    String type =
        switch (status) {
          case 400 -> "ThrottlingException";
          case 403 -> "AccessDeniedException";
          case 503 -> "ServiceUnavailable";
          default -> "InternalServiceError";
        };
    // AWS answers a lacking permission with a 400 as well.
    return error(status == 403 ? 400 : status, type, message);
  }

  private static Answer error(int status, String type, String message) {
    return answer(
        status, JsonNodeFactory.instance.objectNode().put("__type", type).put("Message", message));
  }

  private static Answer answer(int status, ObjectNode body) {
    return Answer.text(status, "application/x-amz-json-1.1", body.toString());
  }
}
