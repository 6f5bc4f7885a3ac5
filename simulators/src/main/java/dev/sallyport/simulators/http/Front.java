package dev.sallyport.simulators.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The door of an API: faults first, then the API itself; each call is journaled. */
public final class Front implements HttpHandler {
  private static final String CUT = "cut";

  private final String base;
  private final Api api;
  private final Faults faults;
  private final Journal journal;

  /**
   * @param base the path that the API is mounted under, without a slash at the end
   */
  public Front(String base, Api api, Faults faults, Journal journal) {
    this.base = base;
    this.api = api;
    this.faults = faults;
    this.journal = journal;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Request request = Request.read(exchange, base);
      Call call = api.call(request);
      Fault fault = faults.on(call);
      Optional<Answer> answer = answer(request, fault);
      String told = answer.map(it -> Integer.toString(it.status())).orElse(CUT);
      journal.add(call, api.caller(request), fault, told);
      if (answer.isPresent()) {
        answer.get().send(exchange);
      }
    }
  }

  /** Empty when the connection is to be cut without an answer. */
  private Optional<Answer> answer(Request request, Fault fault) {
    return switch (fault) {
      case Fault.None() -> Optional.of(api.serve(request));
      case Fault.Refuse(int status, String message) ->
          Optional.of(message.isEmpty() ? Answer.bare(status) : api.refuse(status, message));
      case Fault.CutBefore() -> Optional.empty();
      case Fault.CutAfter() -> {
        api.serve(request);
        yield Optional.empty();
      }
      case Fault.Delay(Duration pause) ->
          Pause.of(pause) ? Optional.of(api.serve(request)) : Optional.empty();
    };
  }
}
