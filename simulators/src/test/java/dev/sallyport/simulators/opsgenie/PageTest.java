package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.http.Caller;
import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PageTest extends OpsgenieTestBase {
  private final Caller browser = new Caller(opsgenie.url());

  @BeforeEach
  void post() throws IOException {
    create(ALIAS);
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  @Test
  void showsAlertsAndWhoIsOnCall() throws IOException {
    opsgenie.setOnCall(schedule, BOB);
    opsgenie.noteAs(BOB, ALIAS, "on it");

    assertThat(page())
        .contains("Simulated Opsgenie")
        .contains("Access requested")
        .contains("data-alias=\"" + ALIAS + "\"")
        .contains("data-status=\"open\"")
        .contains("on it")
        .contains("<dt>Payments Rota</dt><dd>" + BOB + "</dd>");
  }

  @Test
  void acts() throws IOException {
    Reply noted = press("note", "looking", "Origin", opsgenie.url().toString());
    press("acknowledge", "");
    press("close", "done");

    assertThat(noted.status()).isEqualTo(303);
    assertThat(noted.header("Location")).isEqualTo("/?as=bob%40example.com&alert=" + alert().id());
    assertThat(alert().notes()).extracting(AlertNote::text).containsExactly("looking", "done");
    assertThat(alert().owner()).isEqualTo(BOB);
    assertThat(alert().open()).isFalse();
    assertThat(page()).contains("data-status=\"closed\"");
  }

  @Test
  void actsOnNothingThatIsGone() throws IOException {
    assertThat(browser.form("/act", "as=" + BOB + "&alert=none&act=close").status()).isEqualTo(404);
    assertThat(browser.form("/act", "as=none&alert=" + alert().id() + "&act=close").status())
        .isEqualTo(404);
    assertThat(press("burn", "").status()).isEqualTo(404);
    assertThat(alert().open()).isTrue();
  }

  @Test
  void obeysNoOtherSite() throws IOException {
    assertThat(press("close", "", "Origin", "https://evil.example").status()).isEqualTo(403);
    assertThat(press("close", "", "Origin", "null").status()).isEqualTo(403);
    assertThat(alert().open()).isTrue();
  }

  @Test
  void answersToNoOtherHostName() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), opsgenie.url().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 403")
          .doesNotContain("Access requested");
    }
  }

  @Test
  void showsForeignTextAsText() throws IOException {
    String attack = "\"><script>alert(1)</script>";
    String inJson = attack.replace("\"", "\\u0022");
    opsgenie.addSchedule(attack);
    opsgenie.addTeam(attack);
    opsgenie.addUser(attack);
    opsgenie.setOnCall(attack, attack);
    api.post(
        "/v2/alerts",
        """
        {'message': '%1$s', 'alias': '%1$s', 'description': '%1$s', 'tags': ['%1$s'],
         'details': {'%1$s': '%1$s'}, 'source': '%1$s', 'user': '%1$s', 'note': '%1$s',
         'responders': [{'type': 'team', 'name': '%1$s'}]}\
        """
            .formatted(inJson));
    opsgenie.acknowledgeAs(attack, attack);

    String page = page();

    assertThat(opsgenie.alert(attack)).isPresent();
    assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;");
  }

  @Test
  void loadsNothingFromOutside() throws IOException {
    Reply page = browser.get("/");

    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "form-action 'self'");
    assertThat(page.body()).doesNotContain("http://", "https://", "src=\"//");
    assertThat(browser.get("/page.css").body()).doesNotContain("url(", "@import");
    assertThat(browser.get("/page.js").body()).contains("use strict").doesNotContain("http");
    assertThat(browser.get("/nothing").status()).isEqualTo(404);
  }

  @Test
  void showsAnEmptyAccount() throws IOException {
    try (OpsgenieSimulator empty = OpsgenieSimulator.start(OpsgenieOptions.defaults())) {
      assertThat(browser.get(empty.pageUrl().toString()).body()).contains("No alerts yet");
    }
  }

  private String page() throws IOException {
    return browser.get("/?as=" + BOB).body();
  }

  private Reply press(String act, String note, String... headers) throws IOException {
    return browser.form(
        "/act", "as=" + BOB + "&alert=" + alert().id() + "&act=" + act + "&note=" + note, headers);
  }
}
