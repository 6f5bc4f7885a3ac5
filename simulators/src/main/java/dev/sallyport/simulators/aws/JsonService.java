package dev.sallyport.simulators.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A service in AWS's JSON protocol 1.1: the operation stands in {@code X-Amz-Target}, and any
 * access key will do, but a call must be signed.
 *
 * @param prefix before the operation
 * @param fault the type of an error that is the service's own
 */
public record JsonService(String prefix, String fault) {
  private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,]+)/.*");

  public String operation(Request request) {
    String target = request.header("x-amz-target").orElse("");
    return target.startsWith(prefix) ? target.substring(prefix.length()) : target;
  }

  /** The access key's id; empty where a call is not signed. */
  public String caller(Request request) {
    Matcher signed = SIGNED.matcher(request.header("authorization").orElse(""));
    return signed.matches() ? signed.group(1) : "";
  }

  /**
   * Lets the operation that is asked for answer the body.
   *
   * @param operations may throw {@link AwsError}
   */
  public Answer serve(Request request, Map<String, Function<JsonNode, ObjectNode>> operations) {
    try {
      if (caller(request).isEmpty()) {
        throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token");
      }
      return answer(
          200,
          Optional.ofNullable(operations.get(operation(request)))
              .orElseThrow(() -> new AwsError("UnknownOperationException", ""))
              .apply(request.json()));
    } catch (AwsError e) {
      return error(400, e.type(), e.text());
    }
  }

  /** The error that a switched fault asks for. */
  public Answer refuse(int status, String message) {
    String type =
        switch (status) {
          case 400 -> "ThrottlingException";
          case 403 -> "AccessDeniedException";
          case 503 -> "ServiceUnavailable";
          default -> fault;
        };
    // AWS answers a lacking permission with a 400 as well.
    return error(status == 403 ? 400 : status, type, message);
  }

  private static Answer error(int status, String type, String message) {
    return answer(
        status, JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message));
  }

  private static Answer answer(int status, ObjectNode body) {
    return Answer.text(status, "application/x-amz-json-1.1", body.toString())
        .with(Map.of("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000"));
  }
}
