package dev.sallyport.simulators.opsgenie;

import static dev.sallyport.simulators.http.Routes.route;

import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Routes;
import java.net.URI;

/** Which calls each API has. */
final class Surfaces {
  private final Account account;

  Surfaces(Account account) {
    this.account = account;
  }

  Api opsgenie(URI root, Keys keys) {
    Envelope envelope = new Envelope(account.ids());
    AlertsApi alerts = new AlertsApi(account, root, envelope, Dialect.OPSGENIE);
    ConfigurationApi configuration = new ConfigurationApi(account, envelope);
    return new Surface(
        "opsgenie",
        account,
        Gate.genieKey(keys),
        envelope,
        new Routes(
            route("POST /v2/alerts", (request, id) -> alerts.create(request)),
            route("GET /v2/alerts", (request, id) -> alerts.list(request)),
            route("GET /v2/alerts/requests/{id}", (request, id) -> alerts.status(id)),
            route("GET /v2/alerts/{id}", alerts::get),
            route("GET /v2/alerts/{id}/notes", alerts::notes),
            route("GET /v2/alerts/{id}/logs", alerts::logs),
            route(
                "POST /v2/alerts/{id}/notes",
                (request, id) -> alerts.act(Action.NOTE, request, id)),
            route(
                "POST /v2/alerts/{id}/tags", (request, id) -> alerts.act(Action.TAG, request, id)),
            route(
                "POST /v2/alerts/{id}/close",
                (request, id) -> alerts.act(Action.CLOSE, request, id)),
            route(
                "POST /v2/alerts/{id}/acknowledge",
                (request, id) -> alerts.act(Action.ACKNOWLEDGE, request, id)),
            route("GET /v2/schedules", (request, id) -> configuration.schedules()),
            route("GET /v2/schedules/on-calls", (request, id) -> configuration.allOnCalls(request)),
            route("GET /v2/schedules/{id}", configuration::schedule),
            route("GET /v2/schedules/{id}/on-calls", configuration::onCalls),
            route("GET /v2/teams", (request, id) -> configuration.teams()),
            route("GET /v2/teams/{id}", configuration::team),
            route("GET /v2/users", (request, id) -> configuration.users()),
            route("GET /v2/users/{id}", (request, id) -> configuration.user(id)),
            route(
                "GET /v2/heartbeats/{id}/ping",
                (request, id) ->
                    envelope.accepted("PONG - Heartbeat received", account.ids().uuid()))));
  }

  /** Writes alone: this API reads neither alerts nor schedules. */
  Api jsmEvents(URI root, Keys keys) {
    Envelope envelope = new Envelope(account.ids());
    AlertsApi alerts = new AlertsApi(account, root, envelope, Dialect.JSM);
    return new Surface(
        "jsm-events",
        account,
        Gate.genieKeyOnly(keys),
        envelope,
        new Routes(
            route("POST /v2/alerts", (request, id) -> alerts.create(request)),
            route("GET /v2/alerts/requests/{id}", (request, id) -> alerts.status(id)),
            route(
                "POST /v2/alerts/{id}/notes",
                (request, id) -> alerts.act(Action.NOTE, request, id)),
            route(
                "POST /v2/alerts/{id}/tags", (request, id) -> alerts.act(Action.TAG, request, id)),
            route(
                "POST /v2/alerts/{id}/close",
                (request, id) -> alerts.act(Action.CLOSE, request, id)),
            route(
                "POST /v2/alerts/{id}/acknowledge",
                (request, id) -> alerts.act(Action.ACKNOWLEDGE, request, id))));
  }

  Api jsmOps(Keys tokens) {
    OpsApi ops = new OpsApi(account);
    return new Surface(
        "jsm-ops",
        account,
        Gate.basic(tokens),
        new Plain(),
        new Routes(
            route("POST /alerts", (request, id) -> ops.create(request)),
            route("GET /alerts", (request, id) -> ops.list(request)),
            route("GET /alerts/requests/{id}", (request, id) -> ops.status(id)),
            route("GET /alerts/{id}", (request, id) -> ops.get(id)),
            route("GET /alerts/{id}/notes", ops::notes),
            route("GET /alerts/{id}/logs", ops::logs),
            route("POST /alerts/{id}/notes", (request, id) -> ops.act(Action.NOTE, request, id)),
            route("POST /alerts/{id}/tags", (request, id) -> ops.act(Action.TAG, request, id)),
            route("POST /alerts/{id}/close", (request, id) -> ops.act(Action.CLOSE, request, id)),
            route(
                "POST /alerts/{id}/acknowledge",
                (request, id) -> ops.act(Action.ACKNOWLEDGE, request, id)),
            route("GET /schedules", (request, id) -> ops.schedules(request)),
            route("GET /schedules/{id}", (request, id) -> ops.schedule(id)),
            route("GET /schedules/{id}/on-calls", ops::onCalls),
            route("GET /teams", (request, id) -> ops.teams())));
  }

  Api jira(Keys tokens) {
    JiraApi jira = new JiraApi(account);
    return new Surface(
        "jira",
        account,
        Gate.basic(tokens),
        new Plain(),
        new Routes(route("GET /rest/api/3/user", (request, id) -> jira.user(request))));
  }
}
