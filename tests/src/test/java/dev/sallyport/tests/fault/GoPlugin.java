package dev.sallyport.tests.fault;

import dev.sallyport.integrations.pagerduty.Incident;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.Reply;
import dev.sallyport.teleport.Answer;
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

  /** Writes its entry; without an incident's id it was stopped on the way. */
  static void remembers(Story story, Map<String, String> incident) {
    Map<String, String> entry = new HashMap<>(incident);
    entry.put("service_id", story.world.service(World.SERVICE));
    entry.put("created", Long.toString(story.world.clock.instant().getEpochSecond()));
    entry.put("user", World.ALICE);
    if (story.world.admin().updatePluginData(story.id(), "pagerduty", entry, Map.of())
        instanceof Answer.Refused<?> refused) {
      throw new IllegalStateException(refused.toString());
    }
  }
}
