package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Request;
import dev.sallyport.simulators.http.Routes;

/** One of the APIs over the account: its own credentials and shapes, the same alerts. */
final class Surface implements Api {
  private final String system;
  private final Account account;
  private final Gate gate;
  private final Style style;
  private final Routes routes;

  Surface(String system, Account account, Gate gate, Style style, Routes routes) {
    this.system = system;
    this.account = account;
    this.gate = gate;
    this.style = style;
    this.routes = routes;
  }

  @Override
  public Call call(Request request) {
    return new Call(system, routes.operation(request), subject(request));
  }

  /** The identifier in the path, an alert's alias, or what is looked for. */
  private String subject(Request request) {
    String id = routes.id(request);
    if (!id.isEmpty()) {
      return id;
    }
    return request.method().equals("POST")
        ? request.json().path("alias").asText("")
        : request.parameter("query").or(() -> request.parameter("accountId")).orElse("");
  }

  @Override
  public String caller(Request request) {
    return Gate.caller(request);
  }

  @Override
  public Answer serve(Request request) {
    synchronized (account) {
      RateLimit state = account.settings().rateLimit();
      try {
        gate.check(request);
        if (state == RateLimit.REFUSED) {
          throw ApiError.tooMany();
        }
        account.requests().settle();
        if (request.method().equals("GET") && request.path().contains("alerts")) {
          account.requests().read();
        }
        return style.limited(answer(request), state);
      } catch (ApiError e) {
        return style.limited(style.error(e), state);
      }
    }
  }

  private Answer answer(Request request) {
    return routes.serve(request).orElseThrow(() -> missing(request));
  }

  private ApiError missing(Request request) {
    return routes.knows(request)
        ? ApiError.of(405, "Method Not Allowed")
        : ApiError.notFound("No such resource.");
  }

  @Override
  public Answer refuse(int status, String message) {
    return style.limited(
        style.error(ApiError.of(status, message)),
        status == 429 ? RateLimit.REFUSED : RateLimit.OK);
  }
}
