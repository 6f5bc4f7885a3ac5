package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;
import java.util.Map;

/** Opsgenie's answers: {@code took} and {@code requestId} stand around everything. */
final class Envelope implements Style {
  private static final double TOOK = 0.004;
  private static final String PERIOD = "60";

  private final Ids ids;

  Envelope(Ids ids) {
    this.ids = ids;
  }

  Answer data(JsonNode data) {
    return answer(200, object().set("data", data), ids.uuid());
  }

  Answer page(JsonNode data, ObjectNode paging) {
    ObjectNode body = object();
    body.set("data", data);
    body.set("paging", paging);
    return answer(200, body, ids.uuid());
  }

  Answer accepted(String requestId) {
    return accepted("Request will be processed", requestId);
  }

  Answer accepted(String result, String requestId) {
    return answer(202, object().put("result", result), requestId);
  }

  @Override
  public Answer error(ApiError error) {
    ObjectNode body = object().put("message", error.text());
    error.code().ifPresent(code -> body.put("code", code));
    if (!error.errors().isEmpty()) {
      error.errors().forEach(body.putObject("errors")::put);
    }
    Answer answer = answer(error.status(), body, ids.uuid());
    return error.type().isEmpty()
        ? answer
        : answer.with(Map.of("X-Opsgenie-Errortype", error.type()));
  }

  @Override
  public Answer limited(Answer answer, RateLimit state) {
    return state == RateLimit.OK
        ? answer.with(Map.of("X-RateLimit-State", "OK"))
        : answer.with(
            Map.of(
                "X-RateLimit-State", "THROTTLED",
                "X-RateLimit-Reason", "ACCOUNT",
                "X-RateLimit-Period-In-Sec", PERIOD));
  }

  private static Answer answer(int status, ObjectNode body, String requestId) {
    body.put("took", TOOK).put("requestId", requestId);
    return Answer.json(status, body)
        .with(Map.of("X-Request-ID", requestId, "X-Response-Time", Double.toString(TOOK)));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
