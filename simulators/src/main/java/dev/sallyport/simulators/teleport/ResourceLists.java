package dev.sallyport.simulators.teleport;

import dev.sallyport.simulators.teleport.Inventory.Stored;
import dev.sallyport.teleport.wire.auth.ListResourcesRequest;
import dev.sallyport.teleport.wire.auth.ListResourcesResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lists of resources, one kind at a time (Teleport: lib/auth, {@code ListResources}). Every role
 * may list and read them but user groups, unless a rule denies it; which ones are shown is a matter
 * of labels. Liberties: labels are static, matched without label expressions; sorting, searching by
 * keyword and filtering by label are not served, and neither are kinds that Teleport lists the slow
 * way.
 */
final class ResourceLists {
  private static final int DEFAULT_LIMIT = 1000;
  private static final Map<String, List<String>> VERBS =
      Map.of(
          "node", List.of("list"),
          "app_server", List.of("list", "read"),
          "db_server", List.of("list", "read"),
          "kube_server", List.of("list", "read"),
          "windows_desktop", List.of("list", "read"),
          "user_group", List.of("list", "read"));
  private static final Set<String> EXPLICIT = Set.of("user_group");

  private final Cluster cluster;
  private final Inventory inventory;

  ResourceLists(Cluster cluster, Inventory inventory) {
    this.cluster = cluster;
    this.inventory = inventory;
  }

  ListResourcesResponse page(Caller caller, ListResourcesRequest query) {
    String kind = query.getResourceType();
    requireRules(new Rights(cluster, caller), kind);
    Predicate<Stored> wanted = expression(query.getPredicateExpression());
    LabelAccess access =
        LabelAccess.of(cluster, caller, query.getUseSearchAsRoles(), query.getUsePreviewAsRoles());
    int limit = query.getLimit() <= 0 ? DEFAULT_LIMIT : query.getLimit();
    List<Stored> found =
        inventory.from(kind, query.getStartKey()).stream()
            .filter(resource -> access.reaches(kind, resource.metadata().getLabelsMap()))
            .filter(wanted)
            .limit(limit + 1L)
            .toList();
    ListResourcesResponse.Builder page = ListResourcesResponse.newBuilder();
    if (found.size() > limit) {
      page.setNextKey(found.getLast().key());
      found = found.subList(0, limit);
    }
    found.forEach(resource -> page.addResources(resource.wire()));
    return page.build();
  }

  private static void requireRules(Rights rights, String kind) {
    List<String> verbs = VERBS.get(kind);
    if (verbs == null) {
      throw Refusals.notImplemented("resource type %s does not support pagination".formatted(kind));
    }
    for (String verb : verbs) {
      boolean allowed =
          EXPLICIT.contains(kind) ? rights.allows(kind, verb) : !rights.denies(kind, verb);
      if (!allowed) {
        throw Refusals.missingRule(kind, verb);
      }
    }
  }

  private static Predicate<Stored> expression(String text) {
    try {
      return NameExpression.parse(text);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("failed to parse predicate expression: " + e.getMessage());
    }
  }
}
