package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.http.Html;

/** Block Kit as HTML. Buttons and inputs are those of the form that the message stands in. */
final class BlocksHtml {
  private final Mrkdwn mrkdwn;
  private final Post post;
  private final StringBuilder html = new StringBuilder();

  BlocksHtml(Mrkdwn mrkdwn, Post post) {
    this.mrkdwn = mrkdwn;
    this.post = post;
  }

  String render() {
    JsonNode blocks = post.content().blocks();
    if (blocks.isEmpty()) {
      return "<div class=\"text\">" + mrkdwn.html(post.content().text()) + "</div>";
    }
    blocks.forEach(this::block);
    return html.toString();
  }

  private void block(JsonNode block) {
    String type = block.path("type").asText();
    html.append("<div")
        .append(Html.attribute("class", "block " + type))
        .append(Html.attribute("data-block-id", block.path("block_id").asText()))
        .append(">");
    switch (type) {
      case "section" -> section(block);
      case "header" -> html.append(text(block.path("text")));
      case "context" -> block.path("elements").forEach(this::contextPart);
      case "actions" -> block.path("elements").forEach(this::action);
      case "input" -> input(block);
      case "image" -> image(block);
      case "markdown" -> html.append(mrkdwn.html(block.path("text").asText()));
      case "divider" -> html.append("<hr>");
      default -> html.append(Html.text(String.join(" ", Blocks.texts(block))));
    }
    html.append("</div>\n");
  }

  private void section(JsonNode block) {
    html.append("<div class=\"body\">");
    if (block.has("text")) {
      html.append("<div class=\"text\">").append(text(block.path("text"))).append("</div>");
    }
    if (block.has("fields")) {
      html.append("<div class=\"fields\">");
      block
          .path("fields")
          .forEach(it -> html.append("<div class=\"field\">").append(text(it)).append("</div>"));
      html.append("</div>");
    }
    html.append("</div>");
    if (block.has("accessory")) {
      html.append("<div class=\"accessory\">");
      action(block.path("accessory"));
      html.append("</div>");
    }
  }

  private void contextPart(JsonNode part) {
    if (part.path("type").asText().equals("image")) {
      image(part);
    } else {
      html.append("<span>").append(text(part)).append("</span>");
    }
  }

  /** Nothing is loaded from elsewhere, so an image is its description. */
  private void image(JsonNode image) {
    html.append("<span class=\"picture\">🖼 ")
        .append(Html.text(image.path("alt_text").asText()))
        .append("</span>");
  }

  private void action(JsonNode element) {
    if (!element.path("type").asText().equals("button")) {
      html.append("<span class=\"picture\">")
          .append(Html.text(element.path("type").asText()))
          .append("</span>");
    } else if (element.has("url") && Mrkdwn.safe(element.path("url").asText())) {
      linkButton(element);
    } else {
      button(element);
    }
  }

  private void linkButton(JsonNode element) {
    html.append("<a class=\"button link\" target=\"_blank\" rel=\"noopener noreferrer\"")
        .append(Html.attribute("href", element.path("url").asText()))
        .append(Html.attribute("data-action-id", element.path("action_id").asText()))
        .append(">")
        .append(text(element.path("text")))
        .append(" ↗</a>");
  }

  private void button(JsonNode element) {
    String id = element.path("action_id").asText();
    boolean confirms = element.has("confirm");
    html.append("<button type=\"submit\" name=\"action\"")
        .append(Html.attribute("class", "button " + element.path("style").asText()))
        .append(Html.attribute("value", id))
        .append(Html.attribute("data-action-id", id))
        .append(confirms ? " data-asks" : "")
        .append(">")
        .append(text(element.path("text")))
        .append("</button>");
    if (confirms) {
      confirm(element.path("confirm"), id);
    }
  }

  private void confirm(JsonNode confirm, String id) {
    html.append("<dialog")
        .append(Html.attribute("data-confirms", id))
        .append("><h3>")
        .append(text(confirm.path("title")))
        .append("</h3><p>")
        .append(text(confirm.path("text")))
        .append("</p><div class=\"choice\"><button type=\"button\" class=\"button\" data-dismiss>")
        .append(text(confirm.path("deny")))
        .append("</button><button type=\"submit\" name=\"action\"")
        .append(Html.attribute("class", "button " + confirm.path("style").asText("primary")))
        .append(Html.attribute("value", id))
        .append(" data-confirmed>")
        .append(text(confirm.path("confirm")))
        .append("</button></div></dialog>");
  }

  private void input(JsonNode block) {
    JsonNode element = block.path("element");
    boolean lines = element.path("multiline").asBoolean();
    String id = element.path("action_id").asText();
    html.append("<label><span class=\"label\">").append(text(block.path("label")));
    if (block.path("optional").asBoolean()) {
      html.append(" <span class=\"optional\">(optional)</span>");
    }
    html.append("</span>")
        .append(lines ? "<textarea rows=\"3\"" : "<input type=\"text\" autocomplete=\"off\"")
        .append(Html.attribute("name", "input." + id))
        .append(Html.attribute("data-action-id", id))
        .append(Html.attribute("data-key", key(block, id)))
        .append(Html.attribute("maxlength", element.path("max_length").asText("3000")))
        .append(Html.attribute("placeholder", element.path("placeholder").path("text").asText()));
    String initial = element.path("initial_value").asText();
    html.append(
        lines ? ">" + Html.text(initial) + "</textarea>" : Html.attribute("value", initial) + ">");
    html.append("</label>");
    if (block.has("hint")) {
      html.append("<p class=\"hint\">").append(text(block.path("hint"))).append("</p>");
    }
  }

  /** What is typed belongs to one state of the message: an update clears it. */
  private String key(JsonNode block, String actionId) {
    return String.join(
        " ", post.ts(), post.editedTs().orElse(""), block.path("block_id").asText(), actionId);
  }

  private String text(JsonNode object) {
    String text = object.path("text").asText();
    return object.path("type").asText().equals("mrkdwn") ? mrkdwn.html(text) : Mrkdwn.plain(text);
  }
}
