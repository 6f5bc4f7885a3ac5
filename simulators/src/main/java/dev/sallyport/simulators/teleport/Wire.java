package dev.sallyport.simulators.teleport;

import com.google.protobuf.Timestamp;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.ResourceHeader;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import java.time.Instant;
import java.util.Optional;

/**
 * What Go writes that Java would leave out: non-nullable times are always on the wire, unset ones
 * as year 1, and non-nullable messages even when empty (Teleport: api/types with gogoproto).
 */
final class Wire {
  static final String ACCESS_REQUEST = "access_request";

  private static final Timestamp YEAR_ONE =
      Timestamp.newBuilder().setSeconds(-62_135_596_800L).build();

  private Wire() {}

  static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** The time, unless it is Go's zero. An empty timestamp is 1970, as Go reads it. */
  static Optional<Instant> instant(boolean present, Timestamp time) {
    return present && !time.equals(YEAR_ONE)
        ? Optional.of(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
        : Optional.empty();
  }

  static Optional<Instant> accessExpiry(AccessRequestV3 request) {
    return instant(request.getSpec().hasExpires(), request.getSpec().getExpires());
  }

  static Instant created(AccessRequestV3 request) {
    return instant(request.getSpec().hasCreated(), request.getSpec().getCreated())
        .orElse(Instant.MIN);
  }

  /** The end of the request object: ResourceExpiry, else Metadata.Expires. */
  static Optional<Instant> objectExpiry(AccessRequestV3 request) {
    AccessRequestSpecV3 spec = request.getSpec();
    Metadata metadata = request.getMetadata();
    return instant(spec.hasResourceExpiry(), spec.getResourceExpiry())
        .or(() -> instant(metadata.hasExpires(), metadata.getExpires()));
  }

  /** Fills in what the server always writes. */
  static AccessRequestV3 complete(AccessRequestV3 request) {
    AccessRequestSpecV3.Builder spec = request.getSpec().toBuilder();
    if (!spec.hasCreated()) {
      spec.setCreated(YEAR_ONE);
    }
    if (!spec.hasExpires()) {
      spec.setExpires(YEAR_ONE);
    }
    if (!spec.hasMaxDuration()) {
      spec.setMaxDuration(YEAR_ONE);
    }
    if (!spec.hasSessionTtl()) {
      spec.setSessionTtl(YEAR_ONE);
    }
    spec.mergeResolveAnnotations(LabelValues.getDefaultInstance());
    spec.mergeSystemAnnotations(LabelValues.getDefaultInstance());
    for (AccessReview.Builder review : spec.getReviewsBuilderList()) {
      if (!review.hasCreated()) {
        review.setCreated(YEAR_ONE);
      }
      review.mergeAnnotations(LabelValues.getDefaultInstance());
    }
    return request.toBuilder()
        .setKind(ACCESS_REQUEST)
        .setVersion("v3")
        .setMetadata(request.getMetadata().toBuilder().setNamespace("default"))
        .setSpec(spec)
        .build();
  }

  static ResourceHeader header(String kind, String version, String name) {
    return ResourceHeader.newBuilder()
        .setKind(kind)
        .setVersion(version)
        .setMetadata(Metadata.newBuilder().setName(name).setNamespace("default"))
        .build();
  }

  static String id(AccessRequestV3 request) {
    return request.getMetadata().getName();
  }
}
