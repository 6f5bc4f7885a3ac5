package dev.sallyport.teleport;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import java.util.Map;
import java.util.UUID;

/** Requests fit to be sent for creation. */
final class NewRequests {
  private NewRequests() {}

  static AccessRequestV3 complete(AccessRequestV3 request) {
    var complete = request.toBuilder().setKind(OpenWatch.ACCESS_REQUEST).setVersion("v3");
    withoutUnsetTimes(complete.getSpecBuilder());
    withoutUnsetTimes(complete.getMetadataBuilder());
    AccessRequestSpecV3.Builder spec = complete.getSpecBuilder();
    if (spec.getState() == RequestState.NONE) {
      spec.setState(RequestState.PENDING);
    }
    if (complete.getMetadata().getName().isEmpty()) {
      complete.getMetadataBuilder().setName(UUID.randomUUID().toString());
    }
    return complete.build();
  }

  private static void withoutUnsetTimes(Message.Builder message) {
    for (Map.Entry<FieldDescriptor, Object> field : Map.copyOf(message.getAllFields()).entrySet()) {
      if (field.getValue() instanceof Timestamp time && WireTime.instant(time).isEmpty()) {
        message.clearField(field.getKey());
      }
    }
  }
}
