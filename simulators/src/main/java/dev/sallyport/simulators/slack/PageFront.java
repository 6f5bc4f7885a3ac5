package dev.sallyport.simulators.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sallyport.simulators.http.LocalPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The page for people: read, type, press. It is served to this machine alone. */
final class PageFront implements HttpHandler {
  private static final String TYPED = "input.";

  private final Workspace workspace;
  private final Function<Click, Pressed> press;

  PageFront(Workspace workspace, Function<Click, Pressed> press) {
    this.workspace = workspace;
    this.press = press;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      Map<String, String> headers = new HashMap<>(LocalPage.HEADERS);
      headers.putAll(answer.headers());
      new Answer(answer.status(), headers, answer.body(), answer.told()).send(exchange);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    if (!LocalPage.fromHere(exchange)) {
      return Answer.text(403, "text/plain", "this page is for this machine alone\n");
    }
    String path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod() + " " + path) {
      case "GET /" -> page(query(exchange));
      case "GET /version" -> version();
      case "GET /page.css" -> file("page.css", "text/css; charset=utf-8");
      case "GET /page.js" -> file("page.js", "text/javascript; charset=utf-8");
      case "POST /press" -> pressed(exchange);
      default ->
          path.startsWith("/archives/")
              ? permalink(path.split("/", -1))
              : Answer.text(404, "text/plain", "there is nothing here\n");
    };
  }

  private static Arguments query(HttpExchange exchange) {
    return Arguments.form(Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""));
  }

  private Answer page(Arguments query) {
    synchronized (workspace) {
      return workspace
          .member(query.text("as"))
          .or(() -> workspace.members().stream().filter(it -> !it.bot()).findFirst())
          .map(it -> new PageView(workspace, it, query.text("in")).render())
          .map(it -> Answer.text(200, "text/html; charset=utf-8", it))
          .orElseGet(() -> Answer.text(200, "text/plain", "nobody is in this workspace yet\n"));
    }
  }

  private Answer version() {
    synchronized (workspace) {
      return Answer.json(Representation.ok().put("version", workspace.version()));
    }
  }

  private Answer pressed(HttpExchange exchange) throws IOException {
    Arguments form =
        Arguments.form(
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    try {
      Pressed pressed = press.apply(click(form));
      boolean script =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
              .orElse("")
              .contains("application/json");
      return script
          ? Answer.json(
              Representation.ok()
                  .put("accepted", pressed.accepted())
                  .put("reason", pressed.reason()))
          : redirect("/?as=" + form.text("as") + "&in=" + form.text("in"));
    } catch (IllegalArgumentException e) {
      return Answer.text(404, "text/plain", "that button is gone\n");
    }
  }

  private static Click click(Arguments form) {
    Click click = Click.on(form.text("as"), form.text("in"), form.text("ts"), form.text("action"));
    for (Map.Entry<String, String> field : form.values().entrySet()) {
      if (field.getKey().startsWith(TYPED)) {
        click = click.typing(field.getKey().substring(TYPED.length()), field.getValue());
      }
    }
    return click;
  }

  private static Answer permalink(String[] path) {
    return path.length == 4 && path[2].matches("\\w+") && path[3].matches("p\\d+")
        ? redirect("/?in=" + path[2] + "#" + path[3])
        : Answer.text(404, "text/plain", "there is nothing here\n");
  }

  private static Answer redirect(String to) {
    return new Answer(303, Map.of("Location", to), "", "303");
  }

  private static Answer file(String name, String type) throws IOException {
    return Answer.text(200, type, LocalPage.file(PageFront.class, name));
  }
}
