package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.ListResourcesRequest;
import dev.sallyport.teleport.wire.auth.ListResourcesResponse;
import dev.sallyport.teleport.wire.auth.PaginatedResource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds resources by their ids and says what people call them. A server is listed once for each
 * agent that serves it, so there may be more matches than ids. Source: Teleport, {@code
 * api/accessrequest/access_request.go}.
 */
final class ResourceNames {
  private static final int LONGEST_ID = 256;
  private static final int BATCH = 50;
  private static final int PAGE_SIZE = 100;
  private static final int MAX_PAGES = 5;

  private final AuthCalls auth;

  ResourceNames(AuthCalls auth) {
    this.auth = auth;
  }

  Answer<Map<String, String>> find(String kind, Collection<String> ids) {
    Optional<String> type = listedAs(kind);
    if (type.isEmpty()) {
      return Answer.refused(Reason.UNIMPLEMENTED, "resources of kind " + kind + " have no names");
    }
    List<String> wanted =
        ids.stream().filter(id -> !id.isBlank() && id.length() <= LONGEST_ID).distinct().toList();
    Map<String, String> names = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += BATCH) {
      List<String> batch = wanted.subList(from, Math.min(from + BATCH, wanted.size()));
      switch (batch(type.get(), batch)) {
        case Answer.Ok<Map<String, String>>(Map<String, String> found) -> names.putAll(found);
        case Answer.Refused<Map<String, String>> refused -> {
          return refused;
        }
      }
    }
    return Answer.ok(Map.copyOf(names));
  }

  /** What a request calls a resource is not always what the server lists it under. */
  private static Optional<String> listedAs(String kind) {
    return switch (kind) {
      case "node", "windows_desktop", "user_group" -> Optional.of(kind);
      case "app" -> Optional.of("app_server");
      case "db" -> Optional.of("db_server");
      case "kube_cluster" -> Optional.of("kube_server");
      default -> Optional.empty();
    };
  }

  private Answer<Map<String, String>> batch(String type, List<String> ids) {
    Map<String, String> names = new HashMap<>();
    String next = "";
    for (int page = 0; page < MAX_PAGES; page++) {
      switch (page(type, ids, next)) {
        case Answer.Refused<ListResourcesResponse> refused -> {
          return refused.cast();
        }
        case Answer.Ok<ListResourcesResponse>(ListResourcesResponse got) -> {
          note(got.getResourcesList(), ids, names);
          next = got.getNextKey();
        }
      }
      if (next.isEmpty() || names.size() == ids.size()) {
        break;
      }
    }
    return Answer.ok(names);
  }

  private Answer<ListResourcesResponse> page(String type, List<String> ids, String start) {
    var request =
        ListResourcesRequest.newBuilder()
            .setResourceType(type)
            .setLimit(PAGE_SIZE)
            .setStartKey(start)
            .setPredicateExpression(anyOf(ids))
            .setUseSearchAsRoles(true)
            .setUsePreviewAsRoles(true)
            .build();
    return auth.read(stub -> stub.listResources(request));
  }

  private static void note(
      List<PaginatedResource> resources, List<String> ids, Map<String, String> names) {
    for (PaginatedResource wire : resources) {
      NamedResource.of(wire)
          .filter(resource -> ids.contains(resource.id()) && !resource.name().isBlank())
          .ifPresent(resource -> names.putIfAbsent(resource.id(), resource.name()));
    }
  }

  // The shorthand "name" would be a node's hostname (Teleport, lib/services/parser.go).
  private static String anyOf(List<String> ids) {
    return ids.stream()
        .map(id -> "resource.metadata.name == " + quoted(id))
        .collect(Collectors.joining(" || "));
  }

  /** As a string of Go's, in which the server reads the expression. */
  private static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              if (point == '"' || point == '\\') {
                quoted.append('\\').append((char) point);
              } else if (point >= ' ' && point < 0x7f) {
                quoted.append((char) point);
              } else if (Character.getType(point) == Character.SURROGATE) {
                quoted.append("\\ufffd");
              } else {
                quoted.append("\\U%08x".formatted(point));
              }
            });
    return quoted.append('"').toString();
  }
}
