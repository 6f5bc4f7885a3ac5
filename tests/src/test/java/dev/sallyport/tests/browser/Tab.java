package dev.sallyport.tests.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.tests.Wait;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A tab, used as a person does: by mouse and keyboard, at what can be seen. */
final class Tab {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WIDTH = 1_000;
  private static final int HEIGHT = 900;

  /** A function to the middle of what a selector finds, or to null while no mouse can hit it. */
  private static final String MIDDLE =
      """
      (selector => {
        const found = [...document.querySelectorAll(selector)]
            .find(it => it.getClientRects().length > 0 && !it.disabled);
        if (!found) return null;
        found.scrollIntoView({block: "nearest"});
        const box = found.getBoundingClientRect();
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        const top = document.elementFromPoint(x, y);
        return top && found.contains(top) ? {x, y} : null;
      })\
      """;

  private final DevTools tools;
  private final String session;

  Tab(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
    call("Runtime.enable", DevTools.parameters());
    call("Log.enable", DevTools.parameters());
    size(WIDTH, HEIGHT);
  }

  private JsonNode call(String method, ObjectNode parameters) {
    return tools.call(session, method, parameters);
  }

  private void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        DevTools.parameters()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  void go(URI page) {
    call("Page.navigate", DevTools.parameters().put("url", page.toString()));
    until(
        "the page " + page,
        "document.readyState === 'complete' && location.href !== 'about:blank'");
  }

  /** What an expression comes to. */
  JsonNode value(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            DevTools.parameters().put("expression", expression).put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  void until(String what, String expression) {
    await(what, () -> value(expression).asBoolean());
  }

  private void await(String what, BooleanSupplier seen) {
    Wait.until(what, SOON, () -> holds(seen), () -> text("body"));
  }

  /** While one page gives way to another there is none that could be asked. */
  private static boolean holds(BooleanSupplier seen) {
    try {
      return seen.getAsBoolean();
    } catch (IllegalStateException e) {
      return false;
    }
  }

  /** Waits for something with this text that can be seen. */
  void sees(String selector, String... parts) {
    await(
        selector + " with " + List.of(parts),
        () -> Stream.of(parts).allMatch(text(selector)::contains));
  }

  /** Waits until nothing of the kind is to be seen. */
  void seesNo(String selector) {
    until("no " + selector, "document.querySelectorAll(" + quoted(selector) + ").length === 0");
  }

  /** The text that is shown, of all that a selector finds. */
  String text(String selector) {
    return value(
            "[...document.querySelectorAll("
                + quoted(selector)
                + ")].map(it => it.innerText).join('\\n')")
        .asText();
  }

  /** Presses the left button in the middle of something, once it is there and nothing hides it. */
  void click(String selector) {
    String middle = MIDDLE + "(" + quoted(selector) + ")";
    until("something to click: " + selector, middle + " !== null");
    JsonNode point = value(middle);
    mouse("mouseMoved", point);
    mouse("mousePressed", point);
    mouse("mouseReleased", point);
  }

  private void mouse(String type, JsonNode point) {
    ObjectNode event =
        DevTools.parameters()
            .put("type", type)
            .put("x", point.path("x").asDouble())
            .put("y", point.path("y").asDouble());
    if (!type.equals("mouseMoved")) {
      event.put("button", "left").put("clickCount", 1);
    }
    call("Input.dispatchMouseEvent", event);
  }

  /** Writes into a field. */
  void type(String selector, String text) {
    click(selector);
    until(
        "the field " + selector + " has the focus",
        "document.activeElement.matches(" + quoted(selector) + ")");
    call("Input.insertText", DevTools.parameters().put("text", text));
    until(
        "the text in " + selector,
        "document.querySelector(" + quoted(selector) + ").value === " + quoted(text));
  }

  /** Presses and lets go of a key. */
  void key(String key, int code) {
    ObjectNode event = DevTools.parameters().put("key", key).put("windowsVirtualKeyCode", code);
    call("Input.dispatchKeyEvent", event.deepCopy().put("type", "rawKeyDown"));
    if (key.length() == 1) {
      call("Input.dispatchKeyEvent", event.deepCopy().put("type", "char").put("text", key));
    }
    call("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyUp"));
  }

  /** Gives something the focus, as the tab key would. */
  void focus(String selector) {
    value("document.querySelector(" + quoted(selector) + ").focus()");
  }

  /** A PNG of what is shown down to a height in the page's pixels, without focus and mouse. */
  byte[] picture(int height) {
    value("document.activeElement.blur()");
    mouse("mouseMoved", DevTools.parameters().put("x", 1).put("y", 1));
    size(WIDTH, height);
    JsonNode picture = call("Page.captureScreenshot", DevTools.parameters().put("format", "png"));
    size(WIDTH, HEIGHT);
    return Base64.getDecoder().decode(picture.path("data").asText());
  }

  /** What went wrong in the page's own script or in loading its parts. */
  List<String> complaints() {
    return Stream.of("Runtime.exceptionThrown", "Log.entryAdded")
        .flatMap(it -> tools.events(session, it).stream())
        .map(JsonNode::toString)
        .toList();
  }

  private static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }
}
