package dev.sallyport.integrations.teleport;

import com.google.protobuf.Message;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import dev.sallyport.teleport.WireTime;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.ResourceAccessID;
import dev.sallyport.teleport.wire.types.ResourceID;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Access Request from the wire, as the domain knows it. */
public final class WireRequest {
  private WireRequest() {}

  /** Translates; what is not known is marked, never guessed. */
  public static AccessRequest of(AccessRequestV3 wire) {
    AccessRequestSpecV3 spec = wire.getSpec();
    return new AccessRequest(
        wire.getMetadata().getName(),
        spec.getUser(),
        spec.getRolesList(),
        state(spec.getState()),
        kind(spec),
        WireTime.instant(spec.getCreated()),
        WireTime.instant(spec.getExpires()),
        requestExpires(wire),
        WireTime.instant(spec.getAssumeStartTime()),
        spec.getRequestReason(),
        spec.getResolveReason(),
        labels(spec.getSystemAnnotations()),
        resources(spec),
        spec.getSuggestedReviewersList(),
        spec.getReviewsList().stream().map(WireRequest::review).toList(),
        WireThresholds.missing(spec),
        wire.getMetadata().getRevision(),
        unknown(spec) || !wire.getUnknownFields().asMap().isEmpty());
  }

  private static Optional<Instant> requestExpires(AccessRequestV3 wire) {
    return WireTime.instant(wire.getSpec().getResourceExpiry())
        .or(() -> WireTime.instant(wire.getMetadata().getExpires()));
  }

  private static Review review(AccessReview wire) {
    return new Review(
        wire.getAuthor(),
        state(wire.getProposedState()),
        wire.getReason(),
        WireTime.instant(wire.getCreated()));
  }

  private static RequestState state(dev.sallyport.teleport.wire.types.RequestState wire) {
    return switch (wire) {
      case PENDING -> RequestState.PENDING;
      case APPROVED -> RequestState.APPROVED;
      case DENIED -> RequestState.DENIED;
      case PROMOTED -> RequestState.PROMOTED;
      case NONE, UNRECOGNIZED -> RequestState.UNKNOWN;
    };
  }

  /** Servers before 18 do not send the field: they know short-term requests only. */
  private static AccessRequest.Kind kind(AccessRequestSpecV3 spec) {
    return switch (spec.getRequestKind()) {
      case UNDEFINED, SHORT_TERM -> AccessRequest.Kind.SHORT_TERM;
      case LONG_TERM -> AccessRequest.Kind.LONG_TERM;
      case UNRECOGNIZED -> AccessRequest.Kind.UNKNOWN;
    };
  }

  private static Map<String, List<String>> labels(LabelValues wire) {
    Map<String, List<String>> labels = new HashMap<>();
    wire.getValuesMap().forEach((name, values) -> labels.put(name, values.getValuesList()));
    return labels;
  }

  /** Newer servers fill 26 and put a placeholder into 14. */
  private static List<String> resources(AccessRequestSpecV3 spec) {
    return spec.getRequestedResourceAccessIdsCount() > 0
        ? spec.getRequestedResourceAccessIdsList().stream()
            .map(ResourceAccessID::getId)
            .map(WireRequest::resource)
            .toList()
        : spec.getRequestedResourceIdsList().stream().map(WireRequest::resource).toList();
  }

  private static String resource(ResourceID id) {
    String path = "/" + id.getClusterName() + "/" + id.getKind() + "/" + id.getName();
    return id.getSubResourceName().isEmpty() ? path : path + "/" + id.getSubResourceName();
  }

  private static boolean unknown(Message message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      return true;
    }
    return message.getAllFields().values().stream()
        .flatMap(
            value ->
                value instanceof List<?> list ? list.stream() : java.util.stream.Stream.of(value))
        .anyMatch(value -> value instanceof Message inner && unknown(inner));
  }
}
