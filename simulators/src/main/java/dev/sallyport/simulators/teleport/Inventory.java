package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.PaginatedResource;
import dev.sallyport.teleport.wire.types.AppServerV3;
import dev.sallyport.teleport.wire.types.AppV3;
import dev.sallyport.teleport.wire.types.DatabaseServerV3;
import dev.sallyport.teleport.wire.types.DatabaseV3;
import dev.sallyport.teleport.wire.types.KubernetesClusterV3;
import dev.sallyport.teleport.wire.types.KubernetesServerV3;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.ResourceHeader;
import dev.sallyport.teleport.wire.types.ServerV2;
import dev.sallyport.teleport.wire.types.UserGroupV1;
import dev.sallyport.teleport.wire.types.WindowsDesktopV3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What one may ask access to, as an operator registers it. A resource that is put again is served
 * by one more agent, except for nodes and user groups, which are replaced. Thread-safe.
 */
public final class Inventory {
  private final Cluster cluster;
  private final Map<String, NavigableMap<String, Stored>> kinds = new TreeMap<>();

  /**
   * @param name what an expression calls {@code name}: a node's is its hostname
   */
  record Stored(String key, Metadata metadata, String name, PaginatedResource wire) {}

  Inventory(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A node that every role with {@code node_labels: {'*': '*'}} reaches. */
  public void putNode(String uuid, String hostname) {
    putNode(uuid, hostname, Map.of());
  }

  public void putNode(String uuid, String hostname, Map<String, String> labels) {
    Metadata metadata = metadata(uuid, "", labels);
    ServerV2.Builder node =
        ServerV2.newBuilder().setKind("node").setVersion("v2").setMetadata(metadata);
    node.getSpecBuilder().setHostname(hostname);
    PaginatedResource wire = PaginatedResource.newBuilder().setNode(node).build();
    put("node", new Stored(uuid, metadata, hostname, wire));
  }

  public void putApp(String name, String description, Map<String, String> labels) {
    Metadata metadata = metadata(name, description, labels);
    AppServerV3.Builder server =
        AppServerV3.newBuilder().setKind("app_server").setVersion("v3").setMetadata(metadata);
    server
        .getSpecBuilder()
        .setApp(AppV3.newBuilder().setKind("app").setVersion("v3").setMetadata(metadata));
    PaginatedResource wire = PaginatedResource.newBuilder().setAppServer(server).build();
    put("app_server", served(metadata, wire));
  }

  public void putDatabase(String name, String description, Map<String, String> labels) {
    Metadata metadata = metadata(name, description, labels);
    DatabaseServerV3.Builder server =
        DatabaseServerV3.newBuilder().setKind("db_server").setVersion("v3").setMetadata(metadata);
    server
        .getSpecBuilder()
        .setDatabase(DatabaseV3.newBuilder().setKind("db").setVersion("v3").setMetadata(metadata));
    PaginatedResource wire = PaginatedResource.newBuilder().setDatabaseServer(server).build();
    put("db_server", served(metadata, wire));
  }

  public void putKubeCluster(String name, String description, Map<String, String> labels) {
    Metadata metadata = metadata(name, description, labels);
    KubernetesServerV3.Builder server =
        KubernetesServerV3.newBuilder()
            .setKind("kube_server")
            .setVersion("v3")
            .setMetadata(metadata);
    server
        .getSpecBuilder()
        .setCluster(
            KubernetesClusterV3.newBuilder()
                .setKind("kube_cluster")
                .setVersion("v3")
                .setMetadata(metadata));
    PaginatedResource wire = PaginatedResource.newBuilder().setKubernetesServer(server).build();
    put("kube_server", served(metadata, wire));
  }

  public void putWindowsDesktop(String name, String description, Map<String, String> labels) {
    Metadata metadata = metadata(name, description, labels);
    WindowsDesktopV3.Builder desktop =
        WindowsDesktopV3.newBuilder().setHeader(header("windows_desktop", "v3", metadata));
    PaginatedResource wire = PaginatedResource.newBuilder().setWindowsDesktop(desktop).build();
    put("windows_desktop", served(metadata, wire));
  }

  public void putUserGroup(String name, String description, Map<String, String> labels) {
    Metadata metadata = metadata(name, description, labels);
    UserGroupV1.Builder group =
        UserGroupV1.newBuilder().setHeader(header("user_group", "v1", metadata));
    PaginatedResource wire = PaginatedResource.newBuilder().setUserGroup(group).build();
    put("user_group", new Stored(name, metadata, name, wire));
  }

  /** In the order of their keys, from this one on. Only inside the cluster's lock. */
  List<Stored> from(String kind, String key) {
    NavigableMap<String, Stored> stored = kinds.get(kind);
    return stored == null ? List.of() : new ArrayList<>(stored.tailMap(key, true).values());
  }

  private void put(String kind, Stored resource) {
    cluster.locked(
        () -> {
          kinds.computeIfAbsent(kind, _ -> new TreeMap<>()).put(resource.key(), resource);
        });
  }

  /** Under the host of its agent. */
  private static Stored served(Metadata metadata, PaginatedResource wire) {
    return new Stored(
        UUID.randomUUID() + "/" + metadata.getName(), metadata, metadata.getName(), wire);
  }

  private static ResourceHeader header(String kind, String version, Metadata metadata) {
    return ResourceHeader.newBuilder()
        .setKind(kind)
        .setVersion(version)
        .setMetadata(metadata)
        .build();
  }

  private static Metadata metadata(String name, String description, Map<String, String> labels) {
    return Metadata.newBuilder()
        .setName(name)
        .setNamespace("default")
        .setDescription(description)
        .putAllLabels(labels)
        .build();
  }
}
