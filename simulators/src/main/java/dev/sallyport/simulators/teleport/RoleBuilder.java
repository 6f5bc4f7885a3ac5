package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessReviewConditions;
import dev.sallyport.teleport.wire.types.AccessReviewThreshold;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.RoleConditions;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.Rule;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import java.util.List;

/** Builds a role in the terms of its YAML. */
public final class RoleBuilder {
  private final String name;
  private final RoleConditions.Builder allow = RoleConditions.newBuilder();
  private final RoleConditions.Builder deny = RoleConditions.newBuilder();

  private RoleBuilder(String name) {
    this.name = name;
  }

  public static RoleBuilder role(String name) {
    return new RoleBuilder(name);
  }

  /** {@code allow.rules}. */
  public RoleBuilder rule(String resource, String... verbs) {
    allow.addRules(rule(List.of(verbs), resource));
    return this;
  }

  /** {@code deny.rules}. */
  public RoleBuilder denyRule(String resource, String... verbs) {
    deny.addRules(rule(List.of(verbs), resource));
    return this;
  }

  /** {@code allow.logins}. */
  public RoleBuilder logins(String... logins) {
    allow.addAllLogins(List.of(logins));
    return this;
  }

  /** {@code deny.logins}. */
  public RoleBuilder denyLogins(String... logins) {
    deny.addAllLogins(List.of(logins));
    return this;
  }

  /** {@code allow.node_labels}. */
  public RoleBuilder nodeLabels(String label, String... values) {
    allow.getNodeLabelsBuilder().putValues(label, values(values));
    return this;
  }

  /** {@code '*': '*'} under {@code allow} for every kind of resource. */
  public RoleBuilder everyLabel() {
    LabelValues every = LabelValues.newBuilder().putValues("*", values("*")).build();
    allow
        .setNodeLabels(every)
        .setAppLabels(every)
        .setDatabaseLabels(every)
        .setKubernetesLabels(every)
        .setWindowsDesktopLabels(every)
        .setGroupLabels(every);
    return this;
  }

  /** {@code allow.request.search_as_roles}. */
  public RoleBuilder searchAs(String... roles) {
    allow.getRequestBuilder().addAllSearchAsRoles(List.of(roles));
    return this;
  }

  /** {@code allow.review_requests.preview_as_roles}. */
  public RoleBuilder previewAs(String... roles) {
    allow.getReviewRequestsBuilder().addAllPreviewAsRoles(List.of(roles));
    return this;
  }

  /** {@code allow.request.roles}. */
  public RoleBuilder mayRequest(String... roles) {
    allow.getRequestBuilder().addAllRoles(List.of(roles));
    return this;
  }

  /** {@code allow.request.annotations}. */
  public RoleBuilder annotation(String key, String... values) {
    allow.getRequestBuilder().getAnnotationsBuilder().putValues(key, values(values));
    return this;
  }

  /** {@code deny.request.annotations}. */
  public RoleBuilder denyAnnotation(String key, String... values) {
    deny.getRequestBuilder().getAnnotationsBuilder().putValues(key, values(values));
    return this;
  }

  /** {@code allow.request.thresholds}; 0 is never reached. */
  public RoleBuilder threshold(int approve, int deny) {
    return threshold("", "", approve, deny);
  }

  /** {@code allow.request.thresholds} with a name and a filter over the reviewer and review. */
  public RoleBuilder threshold(String thresholdName, String filter, int approve, int denials) {
    allow
        .getRequestBuilder()
        .addThresholds(
            AccessReviewThreshold.newBuilder()
                .setName(thresholdName)
                .setFilter(filter)
                .setApprove(approve)
                .setDeny(denials));
    return this;
  }

  /** {@code allow.request.suggested_reviewers}. */
  public RoleBuilder suggestedReviewers(String... users) {
    allow.getRequestBuilder().addAllSuggestedReviewers(List.of(users));
    return this;
  }

  /** {@code allow.review_requests.roles}. */
  public RoleBuilder mayReview(String... roles) {
    allow.getReviewRequestsBuilder().addAllRoles(List.of(roles));
    return this;
  }

  /** {@code allow.review_requests.where}. */
  public RoleBuilder mayReviewWhere(String condition) {
    allow.getReviewRequestsBuilder().setWhere(condition);
    return this;
  }

  /** {@code deny.review_requests.roles}. */
  public RoleBuilder mayNotReview(String... roles) {
    deny.setReviewRequests(AccessReviewConditions.newBuilder().addAllRoles(List.of(roles)));
    return this;
  }

  /** {@code allow.review_requests.submit_for_users}. */
  public RoleBuilder maySubmitFor(String... users) {
    allow.getReviewRequestsBuilder().addAllSubmitForUsers(List.of(users));
    return this;
  }

  /** {@code deny.review_requests.submit_for_users}. */
  public RoleBuilder mayNotSubmitFor(String... users) {
    deny.getReviewRequestsBuilder().addAllSubmitForUsers(List.of(users));
    return this;
  }

  public RoleV6 build() {
    RoleV6.Builder role =
        RoleV6.newBuilder()
            .setKind("role")
            .setVersion("v7")
            .setMetadata(Metadata.newBuilder().setName(name).setNamespace("default"));
    role.getSpecBuilder().setAllow(allow).setDeny(deny);
    return role.build();
  }

  private static Rule rule(List<String> verbs, String resource) {
    return Rule.newBuilder().addResources(resource).addAllVerbs(verbs).build();
  }

  private static StringValues values(String... values) {
    return StringValues.newBuilder().addAllValues(List.of(values)).build();
  }
}
