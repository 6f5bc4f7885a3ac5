package dev.sallyport.teleport;

import static dev.sallyport.teleport.Wire.message;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.sallyport.teleport.wire.auth.AccessRequestSort;
import dev.sallyport.teleport.wire.auth.Entitlement;
import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Features;
import dev.sallyport.teleport.wire.auth.GetRoleRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsRequest;
import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.auth.PluginDataSeq;
import dev.sallyport.teleport.wire.auth.RequestID;
import dev.sallyport.teleport.wire.auth.RequestStateSetter;
import dev.sallyport.teleport.wire.auth.Watch;
import dev.sallyport.teleport.wire.types.AccessRequestConditions;
import dev.sallyport.teleport.wire.types.AccessRequestFilter;
import dev.sallyport.teleport.wire.types.AccessRequestKind;
import dev.sallyport.teleport.wire.types.AccessRequestScope;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewConditions;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.AccessReviewThreshold;
import dev.sallyport.teleport.wire.types.AwsConsoleConstraints;
import dev.sallyport.teleport.wire.types.DryRunEnrichment;
import dev.sallyport.teleport.wire.types.ImpersonateConditions;
import dev.sallyport.teleport.wire.types.LoginConstraints;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.PluginDataEntry;
import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataSpecV3;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.PluginDataV3;
import dev.sallyport.teleport.wire.types.PromotedAccessList;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.ResourceAccessID;
import dev.sallyport.teleport.wire.types.ResourceConstraints;
import dev.sallyport.teleport.wire.types.ResourceHeader;
import dev.sallyport.teleport.wire.types.ResourceID;
import dev.sallyport.teleport.wire.types.RoleConditions;
import dev.sallyport.teleport.wire.types.RoleSpecV6;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.Rule;
import dev.sallyport.teleport.wire.types.ThresholdIndexSet;
import dev.sallyport.teleport.wire.types.ThresholdIndexSets;
import dev.sallyport.teleport.wire.types.UserFilter;
import dev.sallyport.teleport.wire.types.UserSpecV2;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.types.WatchKind;
import dev.sallyport.teleport.wire.types.WatchStatusSpec;
import dev.sallyport.teleport.wire.types.WatchStatusV1;
import dev.sallyport.teleport.wire.users.GetUserRequest;
import dev.sallyport.teleport.wire.users.GetUserResponse;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.ListUsersResponse;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Every message that this client uses, with every field set, and the bytes of it made by hand. */
final class WireFixtures {
  static final long YEAR_1 = -62_135_596_800L;
  static final Timestamp TIME =
      Timestamp.newBuilder().setSeconds(1_800_000_000L).setNanos(5).build();
  private static final Wire TIME_WIRE = message().number(1, 1_800_000_000L).number(2, 5);
  private static final LabelValues LABELS =
      LabelValues.newBuilder()
          .putValues("k", StringValues.newBuilder().addValues("v").addValues("w").build())
          .build();
  private static final Wire LABELS_WIRE =
      message().entry(1, "k", message().text(1, "v").text(1, "w"));

  private static Arguments of(Message message, Wire wire) {
    return Arguments.of(message.getDescriptorForType().getFullName(), message, wire.toBytes());
  }

  static Stream<Arguments> messages() {
    return Stream.of(
            common(), requests(), reviews(), watching(), pluginData(), usersAndRoles(), calls())
        .flatMap(List::stream);
  }

  private static List<Arguments> common() {
    return List.of(
        of(TIME, TIME_WIRE),
        of(Timestamp.newBuilder().setSeconds(YEAR_1).build(), message().number(1, YEAR_1)),
        of(LABELS, LABELS_WIRE),
        of(
            Metadata.newBuilder()
                .setName("a")
                .setNamespace("b")
                .setDescription("c")
                .putLabels("l", "m")
                .setExpires(TIME)
                .setRevision("r")
                .build(),
            message()
                .text(1, "a")
                .text(2, "b")
                .text(3, "c")
                .entry(5, "l", "m")
                .nested(6, TIME_WIRE)
                .text(8, "r")),
        of(
            ResourceHeader.newBuilder()
                .setKind("a")
                .setSubKind("b")
                .setVersion("c")
                .setMetadata(Metadata.newBuilder().setName("n"))
                .build(),
            message().text(1, "a").text(2, "b").text(3, "c").nested(4, message().text(1, "n"))));
  }

  private static List<Arguments> requests() {
    var resource =
        ResourceID.newBuilder()
            .setClusterName("a")
            .setKind("b")
            .setName("c")
            .setSubResourceName("d")
            .build();
    var resourceWire = message().text(1, "a").text(2, "b").text(3, "c").text(4, "d");
    var aws = AwsConsoleConstraints.newBuilder().addRoleArns("x");
    var login = LoginConstraints.newBuilder().addLogins("x");
    var x = message().text(1, "x");
    return List.of(
        of(
            AccessRequestV3.newBuilder()
                .setKind("access_request")
                .setSubKind("s")
                .setVersion("v3")
                .setMetadata(Metadata.newBuilder().setName("n"))
                .setSpec(AccessRequestSpecV3.newBuilder().setUser("u"))
                .build(),
            message()
                .text(1, "access_request")
                .text(2, "s")
                .text(3, "v3")
                .nested(4, message().text(1, "n"))
                .nested(5, message().text(1, "u"))),
        of(
            AccessRequestSpecV3.newBuilder()
                .setUser("u")
                .addRoles("r1")
                .addRoles("r2")
                .setState(RequestState.PROMOTED)
                .setCreated(TIME)
                .setExpires(TIME)
                .setRequestReason("q")
                .setResolveReason("w")
                .setResolveAnnotations(LABELS)
                .setSystemAnnotations(LABELS)
                .addThresholds(AccessReviewThreshold.newBuilder().setName("t"))
                .putRoleThresholdMapping(
                    "r1",
                    ThresholdIndexSets.newBuilder()
                        .addSets(ThresholdIndexSet.newBuilder().addIndexes(0).addIndexes(300))
                        .build())
                .addReviews(AccessReview.newBuilder().setAuthor("a"))
                .addSuggestedReviewers("sr")
                .addRequestedResourceIds(resource)
                .setLoginHint("lh")
                .setDryRun(true)
                .setMaxDuration(TIME)
                .setSessionTtl(TIME)
                .setAccessList(PromotedAccessList.newBuilder().setName("n").setTitle("t"))
                .setAssumeStartTime(TIME)
                .setResourceExpiry(TIME)
                .setDryRunEnrichment(
                    DryRunEnrichment.newBuilder().setReasonMode("m").addReasonPrompts("p"))
                .setRequestKind(AccessRequestKind.LONG_TERM)
                .setLongTermGrouping("g")
                .addRequestedResourceAccessIds(ResourceAccessID.newBuilder().setId(resource))
                .build(),
            message()
                .text(1, "u")
                .text(2, "r1")
                .text(2, "r2")
                .number(3, 4)
                .nested(4, TIME_WIRE)
                .nested(5, TIME_WIRE)
                .text(6, "q")
                .text(7, "w")
                .nested(8, LABELS_WIRE)
                .nested(9, LABELS_WIRE)
                .nested(10, message().text(1, "t"))
                .entry(11, "r1", message().nested(1, message().packed(1, 0, 300)))
                .nested(12, message().text(1, "a"))
                .text(13, "sr")
                .nested(14, resourceWire)
                .text(15, "lh")
                .number(16, 1)
                .nested(17, TIME_WIRE)
                .nested(18, TIME_WIRE)
                .nested(20, message().text(1, "n").text(2, "t"))
                .nested(21, TIME_WIRE)
                .nested(22, TIME_WIRE)
                .nested(23, message().text(1, "m").text(2, "p"))
                .number(24, 2)
                .text(25, "g")
                .nested(26, message().nested(1, resourceWire))),
        of(
            AccessReviewThreshold.newBuilder()
                .setName("n")
                .setFilter("f")
                .setApprove(2)
                .setDeny(1)
                .build(),
            message().text(1, "n").text(2, "f").number(3, 2).number(4, 1)),
        of(
            ResourceAccessID.newBuilder()
                .setConstraints(
                    ResourceConstraints.newBuilder().setVersion("v1").setAwsConsole(aws))
                .build(),
            message().nested(2, message().text(1, "v1").nested(10, x))),
        of(ResourceConstraints.newBuilder().setSsh(login).build(), message().nested(11, x)),
        of(
            ResourceConstraints.newBuilder().setWindowsDesktop(login).build(),
            message().nested(13, x)));
  }

  private static List<Arguments> reviews() {
    return List.of(
        of(
            AccessReview.newBuilder()
                .setAuthor("a")
                .addRoles("r")
                .setProposedState(RequestState.DENIED)
                .setReason("why")
                .setCreated(TIME)
                .setAnnotations(LABELS)
                .addThresholdIndexes(1)
                .addThresholdIndexes(2)
                .setAccessList(PromotedAccessList.newBuilder().setName("n"))
                .setAssumeStartTime(TIME)
                .setSubmittedBy("bot-plugin")
                .setSubmittedOnBehalfOfAuthor(true)
                .build(),
            message()
                .text(1, "a")
                .text(2, "r")
                .number(3, 3)
                .text(4, "why")
                .nested(5, TIME_WIRE)
                .nested(6, LABELS_WIRE)
                .packed(7, 1, 2)
                .nested(9, message().text(1, "n"))
                .nested(10, TIME_WIRE)
                .text(11, "bot-plugin")
                .number(12, 1)),
        of(
            AccessReviewSubmission.newBuilder()
                .setRequestId("id")
                .setReview(AccessReview.newBuilder().setAuthor("a"))
                .build(),
            message().text(1, "id").nested(2, message().text(1, "a"))),
        of(
            RequestStateSetter.newBuilder()
                .setId("id")
                .setState(RequestState.APPROVED)
                .setDelegator("d")
                .setReason("r")
                .setAnnotations(LABELS)
                .addRoles("x")
                .setAssumeStartTime(TIME)
                .build(),
            message()
                .text(1, "id")
                .number(2, 2)
                .text(3, "d")
                .text(4, "r")
                .nested(5, LABELS_WIRE)
                .text(6, "x")
                .nested(7, TIME_WIRE)));
  }

  private static List<Arguments> watching() {
    var name = Metadata.newBuilder().setName("n");
    var nameWire = message().text(1, "n");
    return List.of(
        of(
            Watch.newBuilder()
                .addKinds(
                    WatchKind.newBuilder()
                        .setKind("access_request")
                        .setLoadSecrets(true)
                        .setName("n")
                        .putFilter("state", "PENDING")
                        .setSubKind("s")
                        .setVersion("v"))
                .setAllowPartialSuccess(true)
                .build(),
            message()
                .nested(
                    1,
                    message()
                        .text(1, "access_request")
                        .number(2, 1)
                        .text(3, "n")
                        .entry(4, "state", "PENDING")
                        .text(5, "s")
                        .text(6, "v"))
                .number(2, 1)),
        of(Event.newBuilder().setType(Operation.INIT).build(), message()),
        of(
            Event.newBuilder()
                .setType(Operation.PUT)
                .setAccessRequest(AccessRequestV3.newBuilder().setMetadata(name))
                .build(),
            message().number(1, 1).nested(14, message().nested(4, nameWire))),
        of(
            Event.newBuilder()
                .setType(Operation.DELETE)
                .setResourceHeader(ResourceHeader.newBuilder().setMetadata(name))
                .build(),
            message().number(1, 2).nested(2, message().nested(4, nameWire))),
        of(
            Event.newBuilder()
                .setWatchStatus(
                    WatchStatusV1.newBuilder()
                        .setKind("watch_status")
                        .setSubKind("s")
                        .setVersion("v1")
                        .setMetadata(name)
                        .setSpec(
                            WatchStatusSpec.newBuilder()
                                .addKinds(WatchKind.newBuilder().setKind("access_request"))))
                .build(),
            message()
                .nested(
                    43,
                    message()
                        .text(1, "watch_status")
                        .text(2, "s")
                        .text(3, "v1")
                        .nested(4, nameWire)
                        .nested(5, message().nested(1, message().text(1, "access_request"))))),
        of(
            Event.newBuilder().setUser(UserV2.newBuilder().setKind("user")).build(),
            message().nested(8, message().text(1, "user"))),
        of(
            Event.newBuilder().setRole(RoleV6.newBuilder().setKind("role")).build(),
            message().nested(9, message().text(1, "role"))));
  }

  private static List<Arguments> pluginData() {
    return List.of(
        of(
            PluginDataFilter.newBuilder().setKind("k").setResource("r").setPlugin("p").build(),
            message().text(1, "k").text(2, "r").text(3, "p")),
        of(
            PluginDataUpdateParams.newBuilder()
                .setKind("k")
                .setResource("r")
                .setPlugin("p")
                .putSet("a", "1")
                .putExpect("a", "")
                .build(),
            message().text(1, "k").text(2, "r").text(3, "p").entry(4, "a", "1").entry(5, "a", "")),
        of(
            PluginDataSeq.newBuilder()
                .addPluginData(
                    PluginDataV3.newBuilder()
                        .setKind("plugin_data")
                        .setSubKind("access_request")
                        .setVersion("v3")
                        .setMetadata(Metadata.newBuilder().setName("id"))
                        .setSpec(
                            PluginDataSpecV3.newBuilder()
                                .putEntries(
                                    "slack",
                                    PluginDataEntry.newBuilder().putData("k", "v").build())))
                .build(),
            message()
                .nested(
                    1,
                    message()
                        .text(1, "plugin_data")
                        .text(2, "access_request")
                        .text(3, "v3")
                        .nested(4, message().text(1, "id"))
                        .nested(5, message().entry(1, "slack", message().entry(1, "k", "v"))))));
  }

  private static List<Arguments> usersAndRoles() {
    var user = UserV2.newBuilder().setKind("user").setSubKind("s").setVersion("v2");
    user.setMetadata(Metadata.newBuilder().setName("n"));
    user.setSpec(UserSpecV2.newBuilder().addRoles("r").setTraits(LABELS).setExpires(TIME));
    var userWire =
        message()
            .text(1, "user")
            .text(2, "s")
            .text(3, "v2")
            .nested(4, message().text(1, "n"))
            .nested(5, message().text(4, "r").nested(5, LABELS_WIRE).nested(7, TIME_WIRE));
    return List.of(
        of(user.build(), userWire),
        of(
            GetUserRequest.newBuilder()
                .setName("n")
                .setCurrentUser(true)
                .setWithSecrets(true)
                .build(),
            message().text(1, "n").number(2, 1).number(3, 1)),
        of(GetUserResponse.newBuilder().setUser(user).build(), message().nested(1, userWire)),
        of(
            ListUsersRequest.newBuilder()
                .setPageSize(200)
                .setPageToken("t")
                .setWithSecrets(true)
                .setFilter(
                    UserFilter.newBuilder()
                        .addSearchKeywords("k")
                        .setSkipSystemUsers(true)
                        .setTraits(LABELS))
                .build(),
            message()
                .number(1, 200)
                .text(2, "t")
                .number(3, 1)
                .nested(4, message().text(1, "k").number(2, 1).nested(3, LABELS_WIRE))),
        of(
            ListUsersResponse.newBuilder().addUsers(user).setNextPageToken("t").build(),
            message().nested(1, userWire).text(2, "t")),
        of(
            RoleV6.newBuilder()
                .setKind("role")
                .setSubKind("s")
                .setVersion("v7")
                .setMetadata(Metadata.newBuilder().setName("n"))
                .setSpec(
                    RoleSpecV6.newBuilder()
                        .setAllow(RoleConditions.newBuilder().addLogins("l"))
                        .setDeny(RoleConditions.newBuilder().addLogins("d")))
                .build(),
            message()
                .text(1, "role")
                .text(2, "s")
                .text(3, "v7")
                .nested(4, message().text(1, "n"))
                .nested(
                    5,
                    message().nested(2, message().text(1, "l")).nested(3, message().text(1, "d")))),
        of(
            RoleConditions.newBuilder()
                .addRules(
                    Rule.newBuilder().addResources("r").addVerbs("v").setWhere("w").addActions("a"))
                .setRequest(
                    AccessRequestConditions.newBuilder()
                        .addRoles("r")
                        .setAnnotations(LABELS)
                        .addThresholds(AccessReviewThreshold.newBuilder().setName("t"))
                        .addSuggestedReviewers("s")
                        .addSearchAsRoles("a")
                        .setMaxDuration(3_600_000_000_000L))
                .setImpersonate(
                    ImpersonateConditions.newBuilder().addUsers("u").addRoles("r").setWhere("w"))
                .setReviewRequests(
                    AccessReviewConditions.newBuilder()
                        .addRoles("r")
                        .setWhere("w")
                        .addPreviewAsRoles("p")
                        .addSubmitForUsers("*"))
                .build(),
            message()
                .nested(4, message().text(1, "r").text(2, "v").text(3, "w").text(4, "a"))
                .nested(
                    6,
                    message()
                        .text(1, "r")
                        .nested(3, LABELS_WIRE)
                        .nested(4, message().text(1, "t"))
                        .text(5, "s")
                        .text(6, "a")
                        .number(7, 3_600_000_000_000L))
                .nested(14, message().text(1, "u").text(2, "r").text(3, "w"))
                .nested(15, message().text(1, "r").text(3, "w").text(4, "p").text(5, "*"))));
  }

  private static List<Arguments> calls() {
    return List.of(
        of(
            ListAccessRequestsRequest.newBuilder()
                .setFilter(
                    AccessRequestFilter.newBuilder()
                        .setId("i")
                        .setUser("u")
                        .setState(RequestState.PENDING)
                        .addSearchKeywords("k")
                        .setScope(AccessRequestScope.NEEDS_REVIEW)
                        .setRequester("r"))
                .setSort(AccessRequestSort.USER)
                .setDescending(true)
                .setLimit(100)
                .setStartKey("s")
                .build(),
            message()
                .nested(
                    1,
                    message()
                        .text(1, "i")
                        .text(2, "u")
                        .number(3, 1)
                        .text(4, "k")
                        .number(5, 2)
                        .text(6, "r"))
                .number(2, 3)
                .number(3, 1)
                .number(4, 100)
                .text(5, "s")),
        of(
            ListAccessRequestsResponse.newBuilder()
                .addAccessRequests(AccessRequestV3.newBuilder().setKind("k"))
                .setNextKey("n")
                .build(),
            message().nested(1, message().text(1, "k")).text(2, "n")),
        of(RequestID.newBuilder().setId("i").build(), message().text(1, "i")),
        of(GetRoleRequest.newBuilder().setName("i").build(), message().text(1, "i")),
        of(
            dev.sallyport.teleport.wire.auth.GetUserRequest.newBuilder()
                .setName("n")
                .setWithSecrets(true)
                .build(),
            message().text(1, "n").number(2, 1)),
        of(
            PingResponse.newBuilder()
                .setClusterName("c")
                .setServerVersion("18.11.0")
                .setServerFeatures(
                    Features.newBuilder()
                        .setAdvancedAccessWorkflows(true)
                        .setCloud(true)
                        .putEntitlements(
                            "AccessRequests",
                            Entitlement.newBuilder().setEnabled(true).setLimit(5).build()))
                .setProxyPublicAddr("example.com:443")
                .setIsBoring(true)
                .setRemoteAddr("r")
                .setLoadAllCas(true)
                .setLicenseExpiry(TIME)
                .build(),
            message()
                .text(1, "c")
                .text(2, "18.11.0")
                .nested(
                    3,
                    message()
                        .number(7, 1)
                        .number(8, 1)
                        .entry(35, "AccessRequests", message().number(1, 1).number(2, 5)))
                .text(4, "example.com:443")
                .number(5, 1)
                .text(7, "r")
                .number(8, 1)
                .nested(10, TIME_WIRE)));
  }

  private WireFixtures() {}
}
