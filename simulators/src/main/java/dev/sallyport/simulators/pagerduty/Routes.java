package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.fault.Call;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which paths there are, and what each call is named in the journal. */
final class Routes {
  /** Serves a call; the id is empty where the path has none. */
  interface Endpoint {
    Answer serve(Request request, String id);
  }

  private record Route(String method, List<String> path, Endpoint endpoint) {
    boolean matches(Request request) {
      return method.equals(request.method())
          && path.size() == request.path().size()
          && IntStream.range(0, path.size())
              .allMatch(
                  i ->
                      path.get(i).equals("{id}")
                          ? !request.path().get(i).isEmpty()
                          : path.get(i).equals(request.path().get(i)));
    }

    String id(Request request) {
      int at = path.indexOf("{id}");
      return at < 0 ? "" : request.path().get(at);
    }
  }

  private final List<Route> routes;

  Routes(Directory directory, Incidents incidents, SubscriptionsApi subscriptions) {
    routes =
        List.of(
            route("GET /abilities", (request, id) -> directory.abilities()),
            route("GET /users", (request, id) -> directory.users(request)),
            route("GET /users/me", (request, id) -> directory.me()),
            route("GET /users/{id}", (request, id) -> directory.user(id)),
            route("GET /services", (request, id) -> directory.services(request)),
            route("GET /services/{id}", (request, id) -> directory.service(id)),
            route("GET /oncalls", (request, id) -> directory.onCalls(request)),
            route("POST /incidents", (request, id) -> incidents.create(request)),
            route("GET /incidents", (request, id) -> incidents.list(request)),
            route("PUT /incidents", (request, id) -> incidents.updateMany(request)),
            route("GET /incidents/{id}", (request, id) -> incidents.get(id)),
            route("PUT /incidents/{id}", incidents::update),
            route("POST /incidents/{id}/notes", incidents::addNote),
            route("GET /incidents/{id}/notes", (request, id) -> incidents.notes(id)),
            route("GET /incidents/{id}/log_entries", incidents::log),
            route("POST /webhook_subscriptions", (request, id) -> subscriptions.create(request)),
            route("GET /webhook_subscriptions", (request, id) -> subscriptions.list(request)),
            route("GET /webhook_subscriptions/{id}", (request, id) -> subscriptions.get(id)),
            route("PUT /webhook_subscriptions/{id}", subscriptions::update),
            route("DELETE /webhook_subscriptions/{id}", (request, id) -> subscriptions.delete(id)),
            route(
                "POST /webhook_subscriptions/{id}/enable",
                (request, id) -> subscriptions.enable(id)),
            route(
                "POST /webhook_subscriptions/{id}/ping", (request, id) -> subscriptions.ping(id)));
  }

  private static Route route(String operation, Endpoint endpoint) {
    int space = operation.indexOf(' ');
    return new Route(
        operation.substring(0, space),
        List.of(operation.substring(space + 2).split("/", -1)),
        endpoint);
  }

  Call call(Request request) {
    return new Call(
        "pagerduty",
        request.method()
            + " /"
            + String.join("/", find(request).map(Route::path).orElse(request.path())),
        subject(request));
  }

  Answer serve(Request request) {
    Route route = find(request).orElseThrow(ApiError::notFound);
    return route.endpoint().serve(request, route.id(request));
  }

  private String subject(Request request) {
    String id = find(request).map(route -> route.id(request)).orElse("");
    if (!id.isEmpty() || !request.path().equals(List.of("incidents"))) {
      return id;
    }
    return switch (request.method()) {
      case "POST" -> request.json().path("incident").path("incident_key").asText("");
      case "GET" -> request.parameter("incident_key").orElse("");
      default -> "";
    };
  }

  private Optional<Route> find(Request request) {
    return routes.stream().filter(route -> route.matches(request)).findFirst();
  }
}
