package dev.sallyport.simulators.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which paths an API has. The first route that matches serves the call. */
public final class Routes {
  /** Serves a call; the id is empty where the path has none. */
  public interface Endpoint {
    Answer serve(Request request, String id);
  }

  /** One method of one path. */
  public record Route(String method, List<String> path, Endpoint endpoint) {
    private boolean fits(List<String> segments) {
      return path.size() == segments.size()
          && IntStream.range(0, path.size())
              .allMatch(
                  i ->
                      path.get(i).equals("{id}")
                          ? !segments.get(i).isEmpty()
                          : path.get(i).equals(segments.get(i)));
    }

    private String id(Request request) {
      int at = path.indexOf("{id}");
      return at < 0 ? "" : request.path().get(at);
    }
  }

  private final List<Route> routes;

  public Routes(Route... routes) {
    this.routes = Arrays.asList(routes);
  }

  /**
   * @param operation as it stands in the journal: {@code GET /alerts/{id}}
   */
  public static Route route(String operation, Endpoint endpoint) {
    int space = operation.indexOf(' ');
    return new Route(
        operation.substring(0, space),
        List.of(operation.substring(space + 2).split("/", -1)),
        endpoint);
  }

  /** The call's name: its method and path, with {@code {id}} in place of an identifier. */
  public String operation(Request request) {
    return request.method()
        + " /"
        + String.join("/", find(request).map(Route::path).orElse(request.path()));
  }

  /** The identifier in the path, or empty. */
  public String id(Request request) {
    return find(request).map(route -> route.id(request)).orElse("");
  }

  /** Empty when there is no such path, or none by this method. */
  public Optional<Answer> serve(Request request) {
    return find(request).map(it -> it.endpoint().serve(request, it.id(request)));
  }

  /** Whether the path exists, by whatever method. */
  public boolean knows(Request request) {
    return routes.stream().anyMatch(it -> it.fits(request.path()));
  }

  private Optional<Route> find(Request request) {
    return routes.stream()
        .filter(it -> it.method().equals(request.method()) && it.fits(request.path()))
        .findFirst();
  }
}
