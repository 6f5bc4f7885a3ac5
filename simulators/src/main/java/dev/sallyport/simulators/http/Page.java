package dev.sallyport.simulators.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Function;

/**
 * A page for people, served to this machine alone, that loads nothing from outside. Its style and
 * script are the resources {@code page.css} and {@code page.js} beside the owner's class.
 */
public final class Page implements HttpHandler {
  private final Class<?> owner;
  private final Function<Request, Answer> content;

  /**
   * @param content answers all but the two files
   */
  public Page(Class<?> owner, Function<Request, Answer> content) {
    this.owner = owner;
    this.content = content;
  }

  public static Answer nothing() {
    return Answer.text(404, "text/plain", "there is nothing here\n");
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          LocalPage.fromHere(exchange)
              ? answer(Request.read(exchange, ""))
              : Answer.text(403, "text/plain", "this page is for this machine alone\n");
      answer.with(LocalPage.HEADERS).send(exchange);
    }
  }

  private Answer answer(Request request) throws IOException {
    return switch (request.method() + " /" + String.join("/", request.path())) {
      case "GET /page.css" -> file("page.css", "text/css; charset=utf-8");
      case "GET /page.js" -> file("page.js", "text/javascript; charset=utf-8");
      default -> content.apply(request);
    };
  }

  private Answer file(String name, String type) throws IOException {
    return Answer.text(200, type, LocalPage.file(owner, name));
  }
}
