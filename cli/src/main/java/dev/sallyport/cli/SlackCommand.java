package dev.sallyport.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cli.local.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sallyport slack}. */
@Command(
    name = "slack",
    mixinStandardHelpOptions = true,
    description = "What Slack needs to know of Sallyport.",
    subcommands = SlackCommand.Manifest.class)
final class SlackCommand extends CommandGroup {
  /** {@code sallyport slack manifest}. Limits by Slack's manifest schema, version 2. */
  @Command(
      name = "manifest",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the app's manifest: paste it at https://api.slack.com/apps, \"Create New App\","
            + " \"From a manifest\".",
        "It asks for no more scopes than Sallyport uses. An app that the original plugin used"
            + " takes it too."
      })
  static final class Manifest implements Callable<Integer> {
    private static final List<String> SCOPES =
        List.of(
            "channels:read",
            "chat:write",
            "chat:write.public",
            "groups:read",
            "im:write",
            "reactions:write",
            "users:read",
            "users:read.email");

    private static final List<String> HISTORY =
        List.of("channels:history", "groups:history", "im:history");

    private static final int LONGEST_NAME = 35;
    private static final int LONGEST_URL = 3_000;

    @Option(
        names = "--url",
        paramLabel = "URL",
        required = true,
        description =
            "Where Slack reaches the webhooks: https://… of the API, which is the stack's output"
                + " ApiUrl.")
    private String url = "";

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = "Teleport",
        description = "The app's name in Slack, 35 characters at most. Default: ${DEFAULT-VALUE}.")
    private String name = "";

    @Option(
        names = "--history",
        description = {
          "Also ask for the history scopes. Slack cannot be asked for the same message twice"
              + " without a double; with these scopes Sallyport looks whether a message arrived"
              + " before it posts again, and checks that a message is its own before it writes to"
              + " it. The app can then read what is said in its channels. Set slack.history_scope"
              + " = true with it. Without: two duplicates at most after answers that were lost."
        })
    private boolean history;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws JsonProcessingException {
      if (name.isBlank() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
        throw new Refusal("--name must have 1 to " + LONGEST_NAME + " characters");
      }
      spec.commandLine()
          .getOut()
          .println(
              JsonMapper.builder()
                  .build()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(manifest(requestUrl())));
      spec.commandLine().getOut().flush();
      return 0;
    }

    private String requestUrl() {
      if (url.length() > LONGEST_URL) {
        throw new Refusal("--url must have " + LONGEST_URL + " characters at most: " + url);
      }
      return ApiAddress.of(url, "/webhooks/slack/interactions");
    }

    private ObjectNode manifest(String requestUrl) {
      ObjectNode manifest = JsonNodeFactory.instance.objectNode();
      manifest.putObject("_metadata").put("major_version", 2);
      manifest
          .putObject("display_information")
          .put("name", name)
          .put("description", "Access Requests of Teleport, and decisions about them")
          .put("background_color", "#512FC9");
      manifest
          .putObject("features")
          .putObject("bot_user")
          .put("display_name", name)
          .put("always_online", true);
      ArrayNode scopes = manifest.putObject("oauth_config").putObject("scopes").putArray("bot");
      List<String> all = new ArrayList<>(SCOPES);
      if (history) {
        all.addAll(HISTORY);
      }
      all.stream().sorted().forEach(scopes::add);
      ObjectNode settings = manifest.putObject("settings");
      settings.putObject("interactivity").put("is_enabled", true).put("request_url", requestUrl);
      settings
          .put("org_deploy_enabled", false)
          .put("socket_mode_enabled", false)
          .put("token_rotation_enabled", false);
      return manifest;
    }
  }
}
