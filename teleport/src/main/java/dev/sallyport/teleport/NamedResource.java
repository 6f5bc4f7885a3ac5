package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.PaginatedResource;
import dev.sallyport.teleport.wire.types.Metadata;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A resource and what people call it. Source: Teleport, {@code FriendlyName} in {@code
 * api/types/resource.go}, which knows hostnames and Okta only; descriptions are ours.
 *
 * @param name may be empty
 */
record NamedResource(String id, String name) {

  /** Of a server that serves another resource the other one is meant; empty for unknown ones. */
  static Optional<NamedResource> of(PaginatedResource wire) {
    return switch (wire.getResourceCase()) {
      case NODE -> Optional.of(node(wire));
      case APP_SERVER -> described(wire.getAppServer().getSpec().getApp().getMetadata());
      case DATABASE_SERVER ->
          described(wire.getDatabaseServer().getSpec().getDatabase().getMetadata());
      case KUBERNETES_SERVER ->
          described(wire.getKubernetesServer().getSpec().getCluster().getMetadata());
      case WINDOWS_DESKTOP -> described(wire.getWindowsDesktop().getHeader().getMetadata());
      case USER_GROUP -> described(wire.getUserGroup().getHeader().getMetadata());
      case RESOURCE_NOT_SET -> Optional.empty();
    };
  }

  private static NamedResource node(PaginatedResource wire) {
    return new NamedResource(
        wire.getNode().getMetadata().getName(), wire.getNode().getSpec().getHostname());
  }

  private static Optional<NamedResource> described(Metadata metadata) {
    boolean fromOkta = "okta".equals(metadata.getLabelsMap().get("teleport.dev/origin"));
    String name =
        Stream.of("okta-app-name", "okta-group-name", "okta-role-name")
            .filter(_ -> fromOkta)
            .map(label -> metadata.getLabelsOrDefault("teleport.internal/" + label, ""))
            .filter(label -> !label.isBlank())
            .findFirst()
            .orElse(metadata.getDescription());
    return Optional.of(new NamedResource(metadata.getName(), name));
  }
}
