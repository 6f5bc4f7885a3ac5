package dev.sallyport.integrations.teleport;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.types.UserV2;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What makes a request easier to judge and may be missing: names that people know its resources by,
 * and the logins of its roles. What our identity may not read, what does not exist and what is not
 * answered in time is left out, and not asked for again for 5 minutes; what was read is kept for a
 * minute. Never throws. Texts are as their owners wrote them. Safe for use by many threads.
 */
public final class TeleportDetails {
  private static final Duration FOR_BOTH = Duration.ofMillis(1400);
  private static final int MOST_RESOURCES = 100;
  private static final int MOST_ROLES = 20;

  private final TeleportClient teleport;
  private final Duration forEach;
  private final Remembered<String> cluster;
  private final Remembered<Map<String, String>> names;
  private final Remembered<List<String>> logins;
  private final Remembered<Map<String, List<String>>> traits;

  /** Waits 1.4 s in all for the names and the logins of one request. */
  public TeleportDetails(TeleportClient teleport, InstantSource clock) {
    this(teleport, clock, FOR_BOTH);
  }

  /**
   * Asks nothing yet.
   *
   * @param clock says how old an answer is; the time limit runs by the system's own
   * @param forBoth how long the names and the logins of one request are waited for, each half of it
   */
  public TeleportDetails(TeleportClient teleport, InstantSource clock, Duration forBoth) {
    this.teleport = teleport;
    this.forEach = forBoth.dividedBy(2);
    this.cluster = new Remembered<>(clock);
    this.names = new Remembered<>(clock);
    this.logins = new Remembered<>(clock);
    this.traits = new Remembered<>(clock);
  }

  /**
   * Names of the first 100 resources, by the texts of {@link AccessRequest#resources()}: a node's
   * hostname, an Okta app's or group's name, any other's description, each followed by {@code /sub}
   * where the text has it. Absent are those that have none, cannot be seen, or are of another
   * cluster.
   */
  public Map<String, String> resourceNames(AccessRequest request) {
    Map<String, String> found = new ConcurrentHashMap<>();
    TimeLimit.run(forEach, time -> findNames(request, time, found));
    return Map.copyOf(found);
  }

  private void findNames(AccessRequest request, TimeLimit time, Map<String, String> found) {
    List<RequestedResource> all =
        request.resources().stream()
            .limit(MOST_RESOURCES)
            .flatMap(text -> RequestedResource.parse(text).stream())
            .toList();
    if (all.isEmpty()) {
      return;
    }
    Optional<String> own =
        cluster.ask("", "", time, () -> teleport.ping().map(PingResponse::getClusterName));
    all.stream()
        .filter(resource -> own.filter(resource.cluster()::equals).isPresent())
        .collect(Collectors.groupingBy(RequestedResource::kind))
        .forEach((kind, resources) -> findNames(kind, resources, time, found));
  }

  private void findNames(
      String kind, List<RequestedResource> resources, TimeLimit time, Map<String, String> found) {
    List<String> ids = resources.stream().map(RequestedResource::name).distinct().toList();
    Map<String, String> known =
        names
            .ask(List.of(kind, ids), kind, time, () -> teleport.resourceNames(kind, ids))
            .orElse(Map.of());
    for (RequestedResource resource : resources) {
      Optional.ofNullable(known.get(resource.name()))
          .ifPresent(name -> found.put(resource.text(), resource.called(name)));
    }
  }

  /**
   * The logins that each of the first 20 roles allows, sorted, with the requester's traits in place
   * of variables, in the order of the roles. A role that could not be read is absent. A list may
   * lack logins: those whose variable cannot be told, which are all variables when the requester
   * cannot be read. What a role denies is not taken off, as Teleport's own plugins do not.
   */
  public Map<String, List<String>> loginsByRole(AccessRequest request) {
    List<String> roles =
        request.roles().stream()
            .filter(role -> !role.isBlank())
            .distinct()
            .limit(MOST_ROLES)
            .toList();
    Map<String, List<String>> found = new ConcurrentHashMap<>();
    TimeLimit.run(forEach, time -> findLogins(roles, request.user(), time, found));
    Map<String, List<String>> ordered = new LinkedHashMap<>();
    for (String role : roles) {
      Optional.ofNullable(found.get(role)).ifPresent(logins -> ordered.put(role, logins));
    }
    return Collections.unmodifiableMap(ordered);
  }

  private void findLogins(
      List<String> roles, String user, TimeLimit time, Map<String, List<String>> found) {
    Map<String, List<String>> withVariables = new LinkedHashMap<>();
    for (String role : roles) {
      List<String> written = writtenLogins(role, time, found);
      if (LoginVariables.anyIn(written)) {
        withVariables.put(role, written);
      }
    }
    if (!withVariables.isEmpty() && !user.isBlank()) {
      traits
          .ask(user, "", time, () -> teleport.user(user).map(TeleportDetails::traits))
          .ifPresent(
              known ->
                  withVariables.forEach(
                      (role, written) -> found.put(role, LoginVariables.fill(written, known))));
    }
  }

  /** As the role has them; what needs no traits is found already. */
  private List<String> writtenLogins(String role, TimeLimit time, Map<String, List<String>> found) {
    Optional<List<String>> written =
        logins.ask(
            role,
            role,
            time,
            () ->
                teleport
                    .role(role)
                    .map(it -> List.copyOf(it.getSpec().getAllow().getLoginsList())));
    written.ifPresent(logins -> found.put(role, LoginVariables.fill(logins, Map.of())));
    return written.orElse(List.of());
  }

  static Map<String, List<String>> traits(UserV2 user) {
    return user.getSpec().getTraits().getValuesMap().entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, trait -> List.copyOf(trait.getValue().getValuesList())));
  }
}
