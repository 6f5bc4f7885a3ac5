package dev.sallyport.integrations.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.teleport.wire.types.AccessRequestKind;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.ResourceAccessID;
import dev.sallyport.teleport.wire.types.ResourceID;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WireRequestTest {
  private static final Timestamp YEAR_ONE =
      Timestamp.newBuilder().setSeconds(-62135596800L).build();
  private static final UnknownFieldSet UNKNOWN =
      UnknownFieldSet.newBuilder()
          .addField(
              900,
              UnknownFieldSet.Field.newBuilder()
                  .addLengthDelimited(ByteString.copyFromUtf8("new"))
                  .build())
          .build();

  private final AccessRequestV3.Builder wire = AccessRequestV3.newBuilder();

  WireRequestTest() {
    wire.getMetadataBuilder().setName("id-1").setRevision("rev-1");
    wire.getSpecBuilder().setUser("alice@example.com").addRoles("editor");
  }

  @ParameterizedTest
  @CsvSource({
    "0,UNKNOWN",
    "1,PENDING",
    "2,APPROVED",
    "3,DENIED",
    "4,PROMOTED",
    "5,UNKNOWN",
    "99,UNKNOWN"
  })
  void aStateThatIsNotKnownIsNotGuessed(int number, RequestState state) {
    wire.getSpecBuilder().setStateValue(number);
    assertThat(read().state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"0,SHORT_TERM", "1,SHORT_TERM", "2,LONG_TERM", "3,UNKNOWN"})
  void aKindThatIsNotKnownIsNotGuessed(int number, AccessRequest.Kind kind) {
    wire.getSpecBuilder().setRequestKindValue(number);
    assertThat(read().kind()).isEqualTo(kind);
  }

  @Test
  void anEmptyRequestHasNoTimesAndNoUnknownParts() {
    AccessRequest request = read();
    assertThat(request.created()).isEmpty();
    assertThat(request.accessExpires()).isEmpty();
    assertThat(request.requestExpires()).isEmpty();
    assertThat(request.assumeStart()).isEmpty();
    assertThat(request.annotations()).isEmpty();
    assertThat(request.unknownParts()).isFalse();
    assertThat(request.revision()).isEqualTo("rev-1");
  }

  @Test
  void goesZeroTimeIsNoTime() {
    wire.getSpecBuilder()
        .setCreated(YEAR_ONE)
        .setExpires(YEAR_ONE)
        .setResourceExpiry(YEAR_ONE)
        .setAssumeStartTime(YEAR_ONE)
        .addReviews(AccessReview.newBuilder().setAuthor("bob").setCreated(YEAR_ONE));
    AccessRequest request = read();
    assertThat(request.created()).isEmpty();
    assertThat(request.accessExpires()).isEmpty();
    assertThat(request.requestExpires()).isEmpty();
    assertThat(request.assumeStart()).isEmpty();
    assertThat(request.reviews().getFirst().created()).isEmpty();
  }

  @Test
  void theRequestsEndStandsInTheSpecOrElseInTheMetadata() {
    wire.getMetadataBuilder().setExpires(Timestamp.newBuilder().setSeconds(100));
    assertThat(read().requestExpires()).contains(Instant.ofEpochSecond(100));
    wire.getSpecBuilder().setResourceExpiry(Timestamp.newBuilder().setSeconds(200).setNanos(5));
    assertThat(read().requestExpires()).contains(Instant.ofEpochSecond(200, 5));
  }

  @Test
  void theNewerListOfResourcesCounts() {
    wire.getSpecBuilder().addRequestedResourceIds(resource("main", "node", "placeholder", ""));
    assertThat(read().resources()).containsExactly("/main/node/placeholder");
    wire.getSpecBuilder()
        .addRequestedResourceAccessIds(
            ResourceAccessID.newBuilder().setId(resource("leaf", "kube", "prod", "ns/pod")));
    assertThat(read().resources()).containsExactly("/leaf/kube/prod/ns/pod");
  }

  @Test
  void annotationsMayBeEmptyBlankOrRepeated() {
    wire.getSpecBuilder()
        .setSystemAnnotations(
            LabelValues.newBuilder()
                .putValues("none", StringValues.getDefaultInstance())
                .putValues(
                    "some",
                    StringValues.newBuilder()
                        .addAllValues(List.of(" a ", "", "a", "b,c"))
                        .build()));
    AccessRequest request = read();
    assertThat(request.annotations())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("none", List.of(), "some", List.of(" a ", "", "a", "b,c")));
    assertThat(request.annotation("none")).isEmpty();
    assertThat(request.annotation("some")).containsExactly("a", "b,c");
    assertThat(request.annotation("other")).isEmpty();
  }

  @Test
  void aFieldThatIsNotKnownIsMarkedWhereverItStands() {
    assertThat(WireRequest.of(wire.clone().setUnknownFields(UNKNOWN).build()).unknownParts())
        .isTrue();

    AccessRequestV3.Builder inSpec = wire.clone();
    inSpec.getSpecBuilder().setUnknownFields(UNKNOWN);
    assertThat(WireRequest.of(inSpec.build()).unknownParts()).isTrue();

    AccessRequestV3.Builder inReview = wire.clone();
    inReview.getSpecBuilder().addReviewsBuilder().setUnknownFields(UNKNOWN);
    assertThat(WireRequest.of(inReview.build()).unknownParts()).isTrue();

    AccessRequestV3.Builder inAnnotation = wire.clone();
    inAnnotation
        .getSpecBuilder()
        .getSystemAnnotationsBuilder()
        .putValues("key", StringValues.newBuilder().setUnknownFields(UNKNOWN).build());
    assertThat(WireRequest.of(inAnnotation.build()).unknownParts()).isTrue();
  }

  @Test
  void namesAndTextsStayAsTheyWereWritten() {
    wire.getSpecBuilder()
        .setUser("not an e-mail")
        .clearRoles()
        .addAllRoles(List.of("a,b", "  ", "роль"))
        .setRequestReason("理由 \u202e🎉\n\u0000")
        .setRequestKind(AccessRequestKind.SHORT_TERM);
    AccessRequest request = read();
    assertThat(request.user()).isEqualTo("not an e-mail");
    assertThat(request.roles()).containsExactly("a,b", "  ", "роль");
    assertThat(request.reason()).isEqualTo("理由 \u202e🎉\n\u0000");
  }

  private AccessRequest read() {
    return WireRequest.of(wire.build());
  }

  private static ResourceID resource(String cluster, String kind, String name, String sub) {
    return ResourceID.newBuilder()
        .setClusterName(cluster)
        .setKind(kind)
        .setName(name)
        .setSubResourceName(sub)
        .build();
  }
}
