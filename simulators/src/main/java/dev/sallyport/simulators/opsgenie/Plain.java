package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.http.Answer;

/** The Atlassian APIs' answers: nothing stands around them, and no rate limit is told. */
final class Plain implements Style {
  @Override
  public Answer error(ApiError error) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", error.code().orElse(error.status()))
            .put("message", error.text());
    if (!error.errors().isEmpty()) {
      error.errors().forEach(body.putObject("errors")::put);
    }
    return Answer.json(error.status(), body);
  }

  @Override
  public Answer limited(Answer answer, RateLimit state) {
    return answer;
  }
}
