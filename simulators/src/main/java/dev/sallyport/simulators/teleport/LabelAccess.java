package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.RoleConditions;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which resources a caller reaches, by the labels that roles name. Denial wins. */
final class LabelAccess {
  private final boolean everything;
  private final List<RoleV6> roles;

  private LabelAccess(boolean everything, List<RoleV6> roles) {
    this.everything = everything;
    this.roles = roles;
  }

  /** With the roles too that the caller's own let him search or preview as, if that is asked. */
  static LabelAccess of(Cluster cluster, Caller caller, boolean searchAs, boolean previewAs) {
    List<RoleV6> own = cluster.roles(caller.roles());
    List<RoleV6> roles = new ArrayList<>(own);
    for (RoleV6 role : own) {
      RoleConditions allow = role.getSpec().getAllow();
      if (searchAs) {
        roles.addAll(cluster.roles(allow.getRequest().getSearchAsRolesList()));
      }
      if (previewAs) {
        roles.addAll(cluster.roles(allow.getReviewRequests().getPreviewAsRolesList()));
      }
    }
    return new LabelAccess(caller.admin(), roles);
  }

  boolean reaches(String kind, Map<String, String> labels) {
    return everything
        || (roles.stream().noneMatch(role -> matches(role.getSpec().getDeny(), kind, labels))
            && roles.stream().anyMatch(role -> matches(role.getSpec().getAllow(), kind, labels)));
  }

  private static boolean matches(
      RoleConditions conditions, String kind, Map<String, String> labels) {
    Map<String, List<String>> selector = Labels.map(selector(conditions, kind));
    return !selector.isEmpty()
        && selector.entrySet().stream()
            .allMatch(
                wanted ->
                    wanted.getKey().equals("*")
                        ? wanted.getValue().contains("*")
                        : labels.containsKey(wanted.getKey())
                            && Globs.matchesAny(
                                wanted.getValue(), labels.getOrDefault(wanted.getKey(), "")));
  }

  private static LabelValues selector(RoleConditions conditions, String kind) {
    return switch (kind) {
      case "node" -> conditions.getNodeLabels();
      case "app_server" -> conditions.getAppLabels();
      case "db_server" -> conditions.getDatabaseLabels();
      case "kube_server" -> conditions.getKubernetesLabels();
      case "windows_desktop" -> conditions.getWindowsDesktopLabels();
      case "user_group" -> conditions.getGroupLabels();
      default -> LabelValues.getDefaultInstance();
    };
  }
}
