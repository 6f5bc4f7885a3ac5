package dev.sallyport.simulators.opsgenie;

import static dev.sallyport.simulators.http.Html.attribute;
import static dev.sallyport.simulators.http.Html.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a person sees of the account, as HTML. */
final class PageView {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int MOST = 200;

  private final Account account;
  private final Optional<Person> viewer;
  private final Optional<LiveAlert> current;
  private final StringBuilder html = new StringBuilder();

  /**
   * @param viewer an e-mail address; one that is not known stands for the first person
   * @param alert an id; one that is not known stands for the first alert of the list
   */
  PageView(Account account, String viewer, String alert) {
    this.account = account;
    List<Person> people = account.directory().people();
    this.viewer = account.directory().person(viewer).or(() -> people.stream().findFirst());
    current = account.alert(alert).or(() -> listed().stream().findFirst());
  }

  /** Open ones first, and the youngest first. */
  private List<LiveAlert> listed() {
    return account.alerts().reversed().stream()
        .sorted(Comparator.comparing(LiveAlert::open).reversed())
        .limit(MOST)
        .toList();
  }

  String render() {
    html.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Simulated Opsgenie</title>")
        .append("<link rel=\"icon\" href=\"data:,\"><link rel=\"stylesheet\" href=\"/page.css\">")
        .append("<script src=\"/page.js\" defer></script></head><body")
        .append(attribute("data-user", viewer.map(Person::email).orElse("")))
        .append(attribute("data-alert", current.map(LiveAlert::id).orElse("")))
        .append(">\n");
    top();
    html.append("<div class=\"frame\"><nav id=\"side\">");
    side();
    html.append("</nav><main>");
    current.ifPresentOrElse(this::main, () -> html.append("<p class=\"empty\">No alerts yet.</p>"));
    return html.append("</main></div></body></html>\n").toString();
  }

  private void top() {
    html.append("<header class=\"top\"><span class=\"badge\">Simulated Opsgenie / JSM</span>")
        .append("<span class=\"note\">Nothing here reaches atlassian.com. Times are UTC.</span>")
        .append("<form class=\"who\" method=\"get\" action=\"/\">")
        .append("<label>You are <select name=\"as\">");
    for (Person person : account.directory().people()) {
      html.append("<option")
          .append(attribute("value", person.email()))
          .append(viewer.filter(person::equals).isPresent() ? " selected>" : ">")
          .append(text(person.email()))
          .append("</option>");
    }
    html.append("</select></label>")
        .append(hidden("alert", current.map(LiveAlert::id).orElse("")))
        .append("<button class=\"button\">Switch</button></form></header>\n");
  }

  private void side() {
    html.append("<h2>Alerts</h2><ul>");
    listed().forEach(this::entry);
    html.append("</ul><h2>On call</h2><dl>");
    OnCallView view = new OnCallView(account.directory(), Dialect.OPSGENIE);
    for (Schedule schedule : account.directory().schedules()) {
      String people = view.people(schedule).map(Person::email).collect(Collectors.joining(", "));
      html.append("<dt>")
          .append(text(schedule.name()))
          .append("</dt><dd>")
          .append(text(people.isEmpty() ? "nobody" : people))
          .append("</dd>");
    }
    html.append("</dl>");
  }

  private void entry(LiveAlert alert) {
    String address =
        "/?as=" + viewer.map(it -> encode(it.email())).orElse("") + "&alert=" + alert.id();
    html.append("<li><a")
        .append(attribute("href", address))
        .append(attribute("class", alert.status()))
        .append(current.filter(alert::equals).isPresent() ? " aria-current=\"page\">" : ">")
        .append("<b>#")
        .append(alert.tinyId())
        .append("</b> ")
        .append(text(alert.draft().message()))
        .append("</a></li>");
  }

  private void main(LiveAlert alert) {
    html.append("<section id=\"alert\"")
        .append(attribute("data-alias", alert.alias()))
        .append(attribute("data-status", alert.status()))
        .append("><h1>")
        .append(text(alert.draft().message()))
        .append("</h1><p class=\"tags\">");
    tag(alert.open() && alert.acknowledged() ? "acknowledged" : alert.status());
    tag(alert.draft().priority());
    tag("×" + alert.count());
    alert.tags().forEach(this::tag);
    html.append("</p><dl class=\"facts\">");
    fact("Alias", alert.alias());
    fact("Responders", responders(alert));
    fact("Owner", alert.owner());
    fact("Source", alert.draft().remark().source());
    alert.draft().details().forEach(this::fact);
    html.append("</dl><pre class=\"description\">")
        .append(text(alert.draft().description()))
        .append("</pre>");
    entries("Notes", "notes", alert.notes());
    entries("Activity log", "log", alert.logs());
    html.append("</section>");
    viewer.ifPresent(it -> form(alert, it));
  }

  private static String responders(LiveAlert alert) {
    return alert.draft().responders().stream()
        .map(it -> it.name() + " (" + it.type() + ")")
        .collect(Collectors.joining(", "));
  }

  private void tag(String tag) {
    html.append("<span class=\"tag\">").append(text(tag)).append("</span> ");
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      html.append("<dt>").append(text(name)).append("</dt><dd>").append(text(value));
      html.append("</dd>");
    }
  }

  private void entries(String title, String type, List<LiveAlert.Entry> entries) {
    html.append("<h2>").append(title).append("</h2><ol").append(attribute("class", type));
    html.append(">");
    for (LiveAlert.Entry entry : entries) {
      html.append("<li><time>")
          .append(time(entry.at()))
          .append("</time> <b>")
          .append(text(entry.owner()))
          .append("</b> <span class=\"text\">")
          .append(text(entry.text()))
          .append("</span></li>");
    }
    html.append("</ol>");
  }

  private void form(LiveAlert alert, Person person) {
    html.append("<form id=\"act\" method=\"post\" action=\"/act\">")
        .append(hidden("as", person.email()))
        .append(hidden("alert", alert.id()))
        .append("<label>Note <textarea name=\"note\" rows=\"2\"></textarea></label>")
        .append("<p id=\"buttons\">");
    button("note", "Add note", true);
    button("acknowledge", "Acknowledge", alert.open() && !alert.acknowledged());
    button("close", "Close", alert.open());
    html.append("</p></form>");
  }

  private void button(String act, String label, boolean possible) {
    html.append("<button class=\"button\" name=\"act\"")
        .append(attribute("value", act))
        .append(possible ? ">" : " disabled>")
        .append(label)
        .append("</button> ");
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\"" + attribute("name", name) + attribute("value", value) + ">";
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
