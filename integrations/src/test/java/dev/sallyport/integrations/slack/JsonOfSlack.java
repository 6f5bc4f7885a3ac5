package dev.sallyport.integrations.slack;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.reflect.TypeToken;
import com.slack.api.SlackConfig;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import java.util.List;

/** Blocks as Slack's own model writes and reads them; a field that it does not know is an error. */
final class JsonOfSlack {
  private static final Gson GSON = GsonFactory.createSnakeCase(strict());

  private JsonOfSlack() {}

  private static SlackConfig strict() {
    var config = new SlackConfig();
    config.setFailOnUnknownProperties(true);
    return config;
  }

  static JsonElement of(List<LayoutBlock> blocks) {
    return GSON.toJsonTree(blocks);
  }

  static List<LayoutBlock> blocks(String json) {
    return GSON.fromJson(json, new TypeToken<List<LayoutBlock>>() {}.getType());
  }
}
