package dev.sallyport.simulators.pagerduty;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.sallyport.simulators.http.LocalPage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The page for people: look and act. It is served to this machine alone. */
final class PageFront implements HttpHandler {
  static final String PATH = "/page/";

  /** What the browser gets. */
  private record Reply(int status, Map<String, String> headers, String body) {
    static Reply text(int status, String type, String body) {
      return new Reply(status, Map.of("Content-Type", type + "; charset=utf-8"), body);
    }
  }

  private final Account account;
  private final Gestures gestures;

  PageFront(Account account, Gestures gestures) {
    this.account = account;
    this.gestures = gestures;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply =
          LocalPage.fromHere(exchange)
              ? reply(Request.read(exchange))
              : Reply.text(403, "text/plain", "this page is for this machine alone\n");
      LocalPage.HEADERS.forEach(exchange.getResponseHeaders()::set);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Reply reply(Request request) throws IOException {
    return switch (request.method() + " /" + String.join("/", request.path())) {
      case "GET /page/" -> page(200, parameter(request, "as"), parameter(request, "incident"), "");
      case "GET /page/page.css" -> file("page.css", "text/css");
      case "GET /page/page.js" -> file("page.js", "text/javascript");
      case "POST /page/act" -> act(request);
      default -> Reply.text(404, "text/plain", "there is nothing here\n");
    };
  }

  private static String parameter(Request request, String name) {
    return request.parameter(name).orElse("");
  }

  private static String field(Request request, String name) {
    return request.field(name).orElse("");
  }

  private Reply page(int status, String viewer, String incident, String problem) {
    synchronized (account) {
      return account
          .user(viewer)
          .or(() -> account.users().stream().findFirst())
          .map(it -> new PageView(account, it, incident, problem).render())
          .map(it -> Reply.text(status, "text/html", it))
          .orElseGet(() -> Reply.text(200, "text/plain", "nobody is in this account yet\n"));
    }
  }

  private Reply act(Request request) {
    String user = field(request, "as");
    String incident = field(request, "incident");
    Optional<String> problem = problem(request, user, incident);
    return problem.isPresent()
        ? page(409, user, incident, problem.get())
        : new Reply(303, Map.of("Location", PATH + query(user, incident)), "");
  }

  /** Does as told; what stands against it otherwise. */
  private Optional<String> problem(Request request, String user, String incident) {
    try {
      switch (field(request, "act")) {
        case "acknowledge" -> gestures.move(user, incident, Status.ACKNOWLEDGED);
        case "resolve" -> gestures.move(user, incident, Status.RESOLVED);
        case "note" -> {
          if (field(request, "content").isBlank()) {
            return Optional.of("A note needs some text.");
          }
          gestures.note(user, incident, field(request, "content"));
        }
        default -> {
          return Optional.of("There is no such button.");
        }
      }
      return Optional.empty();
    } catch (ApiError | IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  static String query(String user, String incident) {
    return "?as="
        + URLEncoder.encode(user, StandardCharsets.UTF_8)
        + "&incident="
        + URLEncoder.encode(incident, StandardCharsets.UTF_8);
  }

  private static Reply file(String name, String type) throws IOException {
    return Reply.text(200, type, LocalPage.file(PageFront.class, name));
  }
}
