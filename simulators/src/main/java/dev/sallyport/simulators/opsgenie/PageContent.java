package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.http.Answer;
import dev.sallyport.simulators.http.Page;
import dev.sallyport.simulators.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The page for people: read, acknowledge, write a note, close. */
final class PageContent {
  private final Account account;
  private final Acts acts;

  PageContent(Account account, Acts acts) {
    this.account = account;
    this.acts = acts;
  }

  Answer answer(Request request) {
    return switch (request.method() + " /" + String.join("/", request.path())) {
      case "GET /" -> page(request);
      case "POST /act" -> act(request);
      default -> Page.nothing();
    };
  }

  private Answer page(Request request) {
    synchronized (account) {
      account.requests().settle();
      PageView view =
          new PageView(
              account, request.parameter("as").orElse(""), request.parameter("alert").orElse(""));
      return Answer.text(200, "text/html; charset=utf-8", view.render());
    }
  }

  private Answer act(Request request) {
    String name = request.field("act").toUpperCase(Locale.ROOT);
    String as = request.field("as");
    String alert = request.field("alert");
    try {
      Action action =
          Arrays.stream(Action.values())
              .filter(it -> it.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("nobody can " + name));
      acts.act(action, as, alert, request.field("note").strip());
      return Answer.redirect("/?as=" + encode(as) + "&alert=" + encode(alert));
    } catch (IllegalArgumentException e) {
      return Answer.text(404, "text/plain", "that alert or person is gone\n");
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
