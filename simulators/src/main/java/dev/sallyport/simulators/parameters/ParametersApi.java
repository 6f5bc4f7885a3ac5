package dev.sallyport.simulators.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Request;
import java.math.BigDecimal;
import java.util.Map;

/** The two calls of the service's JSON protocol that are needed. */
record ParametersApi(Parameters parameters) implements Api {
  private static final String SERVICE = "AmazonSSM.";
  private static final String JSON = "application/x-amz-json-1.1";

  @Override
  public Call call(Request request) {
    return new Call("ssm", operation(request), request.json().path("Name").asText());
  }

  private static String operation(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    return target.startsWith(SERVICE) ? target.substring(SERVICE.length()) : "?";
  }

  /** The access key. */
  @Override
  public String caller(Request request) {
    String authorization = request.header("Authorization").orElse("");
    int key = authorization.indexOf("Credential=");
    int slash = authorization.indexOf('/');
    return key < 0 || slash < key
        ? ""
        : authorization.substring(key + "Credential=".length(), slash);
  }

  @Override
  public Answer serve(Request request) {
    try {
      if (caller(request).isEmpty()) {
        throw new Refused("MissingAuthenticationToken", "Missing Authentication Token");
      }
      JsonNode body = request.json();
      return switch (operation(request)) {
        case "GetParameter" -> get(body.path("Name").asText());
        case "PutParameter" -> put(body);
        default -> throw new Refused("UnknownOperationException", "");
      };
    } catch (Refused e) {
      return error(400, e.type(), String.valueOf(e.getMessage()));
    }
  }

  private Answer get(String name) {
    Parameter found =
        parameters
            .find(name)
            .orElseThrow(() -> new Refused("ParameterNotFound", "Parameter not found."));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("Parameter")
        .put("ARN", "arn:aws:ssm:us-east-1:123456789012:parameter" + found.name())
        .put("DataType", "text")
        .put("LastModifiedDate", BigDecimal.valueOf(found.modified().toEpochMilli(), 3))
        .put("Name", found.name())
        .put("Type", "String")
        .put("Value", found.value())
        .put("Version", found.version());
    return ok(answer);
  }

  private Answer put(JsonNode body) {
    String value = body.path("Value").asText();
    if (value.isEmpty()) {
      throw new Refused(
          "ValidationException",
          "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member"
              + " must have length greater than or equal to 1.");
    }
    Parameter put =
        parameters.put(
            body.path("Name").asText(),
            value,
            body.path("Overwrite").asBoolean(false),
            body.path("Tier").asText("Standard"));
    return ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("Tier", put.tier())
            .put("Version", put.version()));
  }

  private static Answer ok(JsonNode answer) {
    return Answer.text(200, JSON, answer.toString());
  }

  @Override
  public Answer refuse(int status, String message) {
    return error(status, status == 400 ? "ThrottlingException" : "InternalServerError", message);
  }

  private static Answer error(int status, String type, String message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return Answer.text(status, JSON, body.put("__type", type).put("message", message).toString())
        .with(Map.of("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000"));
  }
}
