package dev.sallyport.simulators.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.aws.AwsError;
import dev.sallyport.simulators.aws.JsonService;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Request;
import java.math.BigDecimal;
import java.util.Map;

/** The two calls that are needed. */
record ParametersApi(Parameters parameters) implements Api {
  private static final JsonService SERVICE = new JsonService("AmazonSSM.", "InternalServerError");

  @Override
  public Call call(Request request) {
    return new Call("ssm", SERVICE.operation(request), request.json().path("Name").asText());
  }

  @Override
  public String caller(Request request) {
    return SERVICE.caller(request);
  }

  @Override
  public Answer serve(Request request) {
    return SERVICE.serve(request, Map.of("GetParameter", this::get, "PutParameter", this::put));
  }

  private ObjectNode get(JsonNode body) {
    Parameter found =
        parameters
            .find(body.path("Name").asText())
            .orElseThrow(() -> new AwsError("ParameterNotFound", "Parameter not found."));
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
    return answer;
  }

  private ObjectNode put(JsonNode body) {
    String value = body.path("Value").asText();
    if (value.isEmpty()) {
      throw new AwsError(
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
    return JsonNodeFactory.instance
        .objectNode()
        .put("Tier", put.tier())
        .put("Version", put.version());
  }

  @Override
  public Answer refuse(int status, String message) {
    return SERVICE.refuse(status, message);
  }
}
