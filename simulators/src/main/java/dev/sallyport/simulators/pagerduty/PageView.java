package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.http.Html;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one person sees of the account, as HTML. */
final class PageView {
  private final Account account;
  private final User viewer;
  private final Optional<LiveIncident> current;
  private final String problem;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param incident the one to show; the newest when there is none of that id
   * @param problem why the last button did not work, or empty
   */
  PageView(Account account, User viewer, String incident, String problem) {
    this.account = account;
    this.viewer = viewer;
    this.problem = problem;
    current =
        account.incident(incident).or(() -> account.incidents().reversed().stream().findFirst());
  }

  String render() {
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Simulated PagerDuty</title><link rel=\"icon\" href=\"data:,\">")
        .append("<link rel=\"stylesheet\" href=\"page.css\">")
        .append("<script src=\"page.js\" defer></script></head><body>\n");
    top();
    html.append("<div class=\"frame\">");
    side();
    html.append("<main")
        .append(Html.attribute("data-incident", current.map(LiveIncident::id).orElse("")))
        .append(">");
    current.ifPresentOrElse(
        this::incident, () -> html.append("<p class=\"empty\">No incidents yet.</p>"));
    return html.append("</main></div></body></html>\n").toString();
  }

  private void top() {
    html.append("<header class=\"top\"><span class=\"badge\">Simulated PagerDuty</span>")
        .append("<span class=\"note\">Nothing here reaches pagerduty.com. Times are UTC.</span>")
        .append("<form class=\"who\" method=\"get\"")
        .append(Html.attribute("action", PageFront.PATH))
        .append("><label>You are <select name=\"as\">");
    for (User user : account.users()) {
      html.append("<option")
          .append(Html.attribute("value", user.id()))
          .append(user.equals(viewer) ? " selected>" : ">")
          .append(Html.text(user.name()))
          .append("</option>");
    }
    html.append("</select></label>")
        .append(Html.hidden("incident", current.map(LiveIncident::id).orElse("")))
        .append("<noscript><button>Switch</button></noscript></form></header>\n");
  }

  private void side() {
    html.append("<nav id=\"side\">");
    for (Service service : account.services()) {
      html.append("<h2>").append(Html.text(service.name())).append("</h2><ul>");
      account.incidents().reversed().stream()
          .filter(it -> it.service().equals(service))
          .forEach(this::entry);
      html.append("</ul>");
    }
    html.append("</nav>\n");
  }

  private void entry(LiveIncident incident) {
    boolean here = current.filter(incident::equals).isPresent();
    html.append("<li><a")
        .append(
            Html.attribute("href", PageFront.PATH + PageFront.query(viewer.id(), incident.id())))
        .append(here ? " class=\"here\" aria-current=\"page\">" : ">")
        .append(status(incident))
        .append(" ")
        .append(Html.text(incident.summary()))
        .append("</a></li>");
  }

  private static String status(LiveIncident incident) {
    return "<span"
        + Html.attribute("class", "status " + incident.status())
        + ">"
        + incident.status()
        + "</span>";
  }

  private void incident(LiveIncident incident) {
    if (!problem.isEmpty()) {
      html.append("<p class=\"problem\" role=\"alert\">This did not work: ")
          .append(Html.text(problem))
          .append("</p>");
    }
    html.append("<section id=\"incident\"><h1>")
        .append(status(incident))
        .append(" ")
        .append(Html.text(incident.summary()))
        .append("</h1><dl>");
    fact("Key", incident.key());
    fact("Service", incident.service().name());
    fact("Urgency", incident.urgency());
    fact("Assigned to", String.join(", ", incident.assignees().stream().map(User::name).toList()));
    html.append("</dl>");
    if (!incident.details().isEmpty()) {
      html.append("<pre>").append(Html.text(incident.details())).append("</pre>");
    }
    buttons(incident);
    notes(incident);
    html.append("</section>\n");
    write(incident);
    html.append("<section id=\"log\"><h2>Log</h2><ol>");
    incident.log().reversed().forEach(this::log);
    html.append("</ol>");
    webhooks(incident);
    html.append("</section>");
  }

  private void fact(String name, String value) {
    html.append("<dt>")
        .append(name)
        .append("</dt><dd>")
        .append(value.isEmpty() ? "nobody" : Html.text(value))
        .append("</dd>");
  }

  private void form(LiveIncident incident) {
    html.append("<form method=\"post\" action=\"act\">")
        .append(Html.hidden("as", viewer.id()))
        .append(Html.hidden("incident", incident.id()));
  }

  private void buttons(LiveIncident incident) {
    if (incident.open()) {
      form(incident);
      if (incident.status().equals(Status.TRIGGERED.text())) {
        html.append("<button name=\"act\" value=\"acknowledge\">Acknowledge</button> ");
      }
      html.append("<button name=\"act\" value=\"resolve\">Resolve</button></form>");
    }
  }

  private void notes(LiveIncident incident) {
    html.append("<h2>Notes</h2>");
    for (LiveIncident.Annotation note : incident.notes()) {
      html.append("<article class=\"written\"")
          .append(Html.attribute("data-note", note.id()))
          .append("><p><b>")
          .append(Html.text(note.user().name()))
          .append("</b> <time>")
          .append(Times.text(note.at()))
          .append("</time></p><p class=\"content\">")
          .append(Html.text(note.content()))
          .append("</p></article>");
    }
  }

  private void write(LiveIncident incident) {
    form(incident);
    html.append("<textarea name=\"content\" rows=\"2\" required aria-label=\"Note\"></textarea>")
        .append("<button name=\"act\" value=\"note\">Add note</button></form>\n");
  }

  private void log(LogEntry entry) {
    html.append("<li><time>")
        .append(Times.text(entry.at()))
        .append("</time> <b>")
        .append(Html.text(entry.agent().name()))
        .append("</b> ")
        .append(Html.text(entry.text()))
        .append(" <i>")
        .append(entry.type())
        .append("</i></li>");
  }

  private void webhooks(LiveIncident incident) {
    List<DeliveryReport> sent =
        account.outbox().reports().stream()
            .filter(it -> it.incident().equals(incident.id()))
            .toList();
    if (!sent.isEmpty()) {
      html.append("<h2>Webhooks</h2><ol>");
      sent.reversed().forEach(this::webhook);
      html.append("</ol>");
    }
  }

  private void webhook(DeliveryReport report) {
    html.append("<li>")
        .append(Html.text(report.eventType()))
        .append(" <b>")
        .append(report.fate().name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .append("</b> after ")
        .append(report.attempts() == 1 ? "1 attempt" : report.attempts() + " attempts")
        .append(report.reason().isEmpty() ? "" : ": " + Html.text(report.reason()))
        .append("</li>");
  }
}
