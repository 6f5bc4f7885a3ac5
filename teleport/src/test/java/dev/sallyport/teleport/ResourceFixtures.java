package dev.sallyport.teleport;

import static dev.sallyport.teleport.Wire.message;

import com.google.protobuf.Message;
import dev.sallyport.teleport.wire.auth.ListResourcesRequest;
import dev.sallyport.teleport.wire.auth.ListResourcesResponse;
import dev.sallyport.teleport.wire.auth.PaginatedResource;
import dev.sallyport.teleport.wire.types.AppServerSpecV3;
import dev.sallyport.teleport.wire.types.AppServerV3;
import dev.sallyport.teleport.wire.types.AppV3;
import dev.sallyport.teleport.wire.types.DatabaseServerSpecV3;
import dev.sallyport.teleport.wire.types.DatabaseServerV3;
import dev.sallyport.teleport.wire.types.DatabaseV3;
import dev.sallyport.teleport.wire.types.KubernetesClusterV3;
import dev.sallyport.teleport.wire.types.KubernetesServerSpecV3;
import dev.sallyport.teleport.wire.types.KubernetesServerV3;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.ResourceHeader;
import dev.sallyport.teleport.wire.types.RoleConditions;
import dev.sallyport.teleport.wire.types.ServerSpecV2;
import dev.sallyport.teleport.wire.types.ServerV2;
import dev.sallyport.teleport.wire.types.UserGroupV1;
import dev.sallyport.teleport.wire.types.WindowsDesktopV3;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The messages about resources, with every field set, and the bytes of them made by hand. */
final class ResourceFixtures {
  private static final Metadata NAME = Metadata.newBuilder().setName("n").build();

  private ResourceFixtures() {}

  static Stream<Arguments> messages() {
    return Stream.of(
        of(
            ListResourcesRequest.newBuilder()
                .setResourceType("node")
                .setNamespace("default")
                .setLimit(100)
                .setStartKey("s")
                .setPredicateExpression("p")
                .setUseSearchAsRoles(true)
                .setUsePreviewAsRoles(true)
                .build(),
            message()
                .text(1, "node")
                .text(2, "default")
                .number(3, 100)
                .text(4, "s")
                .text(6, "p")
                .number(11, 1)
                .number(12, 1)),
        of(
            ListResourcesResponse.newBuilder()
                .addResources(PaginatedResource.newBuilder().setNode(node()))
                .setNextKey("k")
                .build(),
            message()
                .nested(1, message().nested(3, resource("node", message().text(3, "h"))))
                .text(2, "k")),
        of(
            PaginatedResource.newBuilder().setDatabaseServer(database()).build(),
            message().nested(1, served("db_server", 12, "db"))),
        of(
            PaginatedResource.newBuilder().setAppServer(app()).build(),
            message().nested(2, served("app_server", 5, "app"))),
        of(
            PaginatedResource.newBuilder().setKubernetesServer(kubernetes()).build(),
            message().nested(7, served("kube_server", 5, "kube_cluster"))),
        of(
            PaginatedResource.newBuilder()
                .setWindowsDesktop(WindowsDesktopV3.newBuilder().setHeader(header()))
                .build(),
            message().nested(5, message().nested(1, headed("k")))),
        of(
            PaginatedResource.newBuilder()
                .setUserGroup(UserGroupV1.newBuilder().setHeader(header()))
                .build(),
            message().nested(10, message().nested(1, headed("k")))),
        of(
            RoleConditions.newBuilder()
                .setNodeLabels(labels("3"))
                .setAppLabels(labels("8"))
                .setKubernetesLabels(labels("10"))
                .setDatabaseLabels(labels("11"))
                .setWindowsDesktopLabels(labels("18"))
                .setGroupLabels(labels("27"))
                .build(),
            message()
                .nested(3, labelsWire("3"))
                .nested(8, labelsWire("8"))
                .nested(10, labelsWire("10"))
                .nested(11, labelsWire("11"))
                .nested(18, labelsWire("18"))
                .nested(27, labelsWire("27"))));
  }

  private static Arguments of(Message message, Wire wire) {
    return Arguments.of(message.getDescriptorForType().getFullName(), message, wire.toBytes());
  }

  private static ServerV2 node() {
    return ServerV2.newBuilder()
        .setKind("node")
        .setSubKind("s")
        .setVersion("v")
        .setMetadata(NAME)
        .setSpec(ServerSpecV2.newBuilder().setHostname("h"))
        .build();
  }

  private static AppServerV3 app() {
    AppV3 app =
        AppV3.newBuilder().setKind("app").setSubKind("s").setVersion("v").setMetadata(NAME).build();
    return AppServerV3.newBuilder()
        .setKind("app_server")
        .setSubKind("s")
        .setVersion("v")
        .setMetadata(NAME)
        .setSpec(AppServerSpecV3.newBuilder().setApp(app))
        .build();
  }

  private static DatabaseServerV3 database() {
    DatabaseV3 database =
        DatabaseV3.newBuilder()
            .setKind("db")
            .setSubKind("s")
            .setVersion("v")
            .setMetadata(NAME)
            .build();
    return DatabaseServerV3.newBuilder()
        .setKind("db_server")
        .setSubKind("s")
        .setVersion("v")
        .setMetadata(NAME)
        .setSpec(DatabaseServerSpecV3.newBuilder().setDatabase(database))
        .build();
  }

  private static KubernetesServerV3 kubernetes() {
    KubernetesClusterV3 cluster =
        KubernetesClusterV3.newBuilder()
            .setKind("kube_cluster")
            .setSubKind("s")
            .setVersion("v")
            .setMetadata(NAME)
            .build();
    return KubernetesServerV3.newBuilder()
        .setKind("kube_server")
        .setSubKind("s")
        .setVersion("v")
        .setMetadata(NAME)
        .setSpec(KubernetesServerSpecV3.newBuilder().setCluster(cluster))
        .build();
  }

  private static ResourceHeader header() {
    return ResourceHeader.newBuilder()
        .setKind("k")
        .setSubKind("s")
        .setVersion("v")
        .setMetadata(NAME)
        .build();
  }

  private static Wire headed(String kind) {
    return message().text(1, kind).text(2, "s").text(3, "v").nested(4, message().text(1, "n"));
  }

  private static Wire resource(String kind, Wire spec) {
    return headed(kind).nested(5, spec);
  }

  private static Wire served(String server, int field, String kind) {
    return resource(server, message().nested(field, headed(kind)));
  }

  private static LabelValues labels(String value) {
    return LabelValues.newBuilder()
        .putValues("k", StringValues.newBuilder().addValues(value).build())
        .build();
  }

  private static Wire labelsWire(String value) {
    return message().entry(1, "k", message().text(1, value));
  }
}
