package dev.sallyport.tests.fault;

import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.Incident;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.teleport.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

/** What the plugin that Sallyport replaces had done before it was stopped. */
final class GoPlugin {
  private GoPlugin() {}

  /** Opens an incident as it does: our key, and no mark in the title. Answers its id. */
  static String opensIncident(Story story) {
    return opensIncident(story, "Access request from " + World.ALICE);
  }

  /** Opens an incident with the request's key, as anyone with an API key can. */
  static String opensIncident(Story story, String title) {
    World world = story.world;
    PagerDutyClient pagerduty =
        new PagerDutyClient(world.pagerduty.url(), () -> World.KEY, World.USER, world.clock);
    Reply<Incident> reply =
        pagerduty.createIncident(
            title, world.service(World.SERVICE), story.key(), "You have a new role request");
    return switch (reply) {
      case Reply.Ok<Incident>(Incident incident) -> incident.id();
      case Reply<Incident> failed -> throw new IllegalStateException(failed.toString());
    };
  }

  /** Raises an alert as it does: our alias, and no mark. Answers its id. */
  static String raisesAlert(Story story) {
    String body =
        "{\"message\":\"Access request from %s\",\"alias\":\"%s\"}"
            .formatted(World.ALICE, story.key());
    post(story.world.opsgenie.url() + "/v2/alerts", "GenieKey " + World.OPSGENIE_KEY, body);
    return story.alerts().getFirst().id();
  }

  /** Posts a message to the channel as it does, without a mark. Answers how it names it. */
  static String posts(Story story) {
    World world = story.world;
    String body =
        "{\"channel\":\"%s\",\"text\":\"You have a new Role Request %s\"}"
            .formatted(world.channel, story.id());
    post(world.slack.url() + "/api/chat.postMessage", "Bearer " + World.TOKEN, body);
    return world.channel + "/" + world.slack.messages(world.channel).getLast().ts();
  }

  private static void post(String url, String authorization, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IllegalStateException(url + " answers " + status);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes its entry; without an incident's id it was stopped on the way. */
  static void remembers(Story story, Map<String, String> incident) {
    Map<String, String> entry = new HashMap<>(incident);
    entry.put("service_id", story.world.service(World.SERVICE));
    remembers(story, "pagerduty", entry);
  }

  /** Writes a plugin's entry, but for what all of them hold. */
  static void remembers(Story story, String plugin, Map<String, String> own) {
    Map<String, String> entry = new HashMap<>(own);
    entry.put("created", Long.toString(story.world.clock.instant().getEpochSecond()));
    entry.put("user", World.ALICE);
    if (story.world.admin().updatePluginData(story.id(), plugin, entry, Map.of())
        instanceof Answer.Refused<?> refused) {
      throw new IllegalStateException(refused.toString());
    }
  }

  /**
   * The plugin goes on: it reads its entry, writes down one more review and, as it does, expects
   * the entry to be what it would have written itself, key by key. Answers what it read.
   */
  static Map<String, String> goesOn(Story story, GoCodec codec) {
    Map<String, String> stored =
        story.world.teleport.pluginData(story.id()).getOrDefault(codec.plugin(), Map.of());
    Map<String, String> expected = codec.again(stored);
    Map<String, String> wanted = new HashMap<>(expected);
    String before = expected.getOrDefault("reviews_count", "");
    wanted.put(
        "reviews_count", Integer.toString(before.isEmpty() ? 1 : Integer.parseInt(before) + 1));
    if (story.world.admin().updatePluginData(story.id(), codec.plugin(), wanted, expected)
        instanceof Answer.Refused<?> refused) {
      throw new IllegalStateException(refused + ", it would have written " + expected);
    }
    return stored;
  }
}
