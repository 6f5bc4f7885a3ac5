package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.UserFilter;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.ListUsersResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads of users and roles. */
final class People {
  private static final int DEFAULT_PAGE = 1000;

  private final Cluster cluster;

  People(Cluster cluster) {
    this.cluster = cluster;
  }

  UserV2 user(Caller caller, String name) {
    if (!caller.name().equals(name)) {
      new Rights(cluster, caller).require("user", "read");
    }
    return cluster
        .user(name)
        .orElseThrow(() -> Refusals.notFound("user \"%s\" not found".formatted(name)));
  }

  RoleV6 role(Caller caller, String name) {
    if (!caller.roles().contains(name)) {
      new Rights(cluster, caller).require("role", "read");
    }
    return cluster
        .role(name)
        .orElseThrow(() -> Refusals.notFound("role %s is not found".formatted(name)));
  }

  ListUsersResponse users(Caller caller, ListUsersRequest query) {
    new Rights(cluster, caller).require("user", "list", "read");
    int size =
        query.getPageSize() <= 0 ? DEFAULT_PAGE : Math.min(query.getPageSize(), DEFAULT_PAGE);
    List<UserV2> found =
        cluster.usersFrom(query.getPageToken()).stream()
            .filter(user -> fits(query.getFilter(), user))
            .limit(size + 1L)
            .toList();
    ListUsersResponse.Builder page = ListUsersResponse.newBuilder();
    if (found.size() > size) {
      page.setNextPageToken(found.getLast().getMetadata().getName());
      found = found.subList(0, size);
    }
    return page.addAllUsers(found).build();
  }

  private static boolean fits(UserFilter filter, UserV2 user) {
    String name = user.getMetadata().getName();
    Map<String, List<String>> traits = Labels.map(user.getSpec().getTraits());
    String text = (name + "\n" + user.getSpec().getRolesList() + traits).toLowerCase(Locale.ROOT);
    return (!filter.getSkipSystemUsers() || !name.startsWith("@"))
        && filter.getSearchKeywordsList().stream()
            .allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)))
        && Labels.map(filter.getTraits()).entrySet().stream()
            .allMatch(
                wanted ->
                    traits.getOrDefault(wanted.getKey(), List.of()).containsAll(wanted.getValue()));
  }
}
