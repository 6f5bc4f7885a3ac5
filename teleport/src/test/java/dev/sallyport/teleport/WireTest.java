package dev.sallyport.teleport;

import static dev.sallyport.teleport.Wire.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.Event;
import dev.sallyport.teleport.wire.auth.Operation;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRulesServiceGrpc;
import dev.sallyport.teleport.wire.types.AccessRequestKind;
import dev.sallyport.teleport.wire.types.AccessRequestScope;
import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class WireTest {
  @ParameterizedTest(name = "{0} {index}")
  @MethodSource({
    "dev.sallyport.teleport.WireFixtures#messages",
    "dev.sallyport.teleport.ResourceFixtures#messages",
    "dev.sallyport.teleport.RuleFixtures#messages"
  })
  void everyFieldHasTeleportsNumberAndType(String name, Message message, byte[] wire)
      throws InvalidProtocolBufferException {
    Message read = message.getParserForType().parseFrom(wire);

    assertThat(read).as(name).isEqualTo(message);
    assertThat(read.getUnknownFields().asMap()).isEmpty();
    assertThat(message.toByteArray()).isEqualTo(wire);
  }

  @Test
  void unknownFieldsAndNumbersAreTolerated() throws InvalidProtocolBufferException {
    byte[] wire =
        message()
            .number(3, 99)
            .number(24, 77)
            .text(999, "later")
            .nested(12, message().packed(7))
            .toBytes();

    var spec = AccessRequestSpecV3.parseFrom(wire);

    assertThat(spec.getState()).isEqualTo(RequestState.UNRECOGNIZED);
    assertThat(spec.getStateValue()).isEqualTo(99);
    assertThat(spec.getRequestKind()).isEqualTo(AccessRequestKind.UNRECOGNIZED);
    assertThat(spec.toByteArray()).contains(wire[0], wire[1]);
    assertThat(spec.getUnknownFields().hasField(999)).isTrue();
  }

  @Test
  void anEventOfAnUnknownResourceHasNone() throws InvalidProtocolBufferException {
    var event =
        Event.parseFrom(message().number(1, 1).nested(54, message().text(1, "x")).toBytes());

    assertThat(event.getType()).isEqualTo(Operation.PUT);
    assertThat(event.getResourceCase()).isEqualTo(Event.ResourceCase.RESOURCE_NOT_SET);
    assertThat(Event.parseFrom(new byte[0]).getType()).isEqualTo(Operation.INIT);
  }

  @Test
  void unpackedNumbersAreReadToo() throws InvalidProtocolBufferException {
    assertThat(
            AccessReview.parseFrom(message().number(7, 4).number(7, 5).toBytes())
                .getThresholdIndexesList())
        .containsExactly(4, 5);
  }

  @Test
  void yearOneAndZeroReadAsUnsetAndAreNeverSent() {
    assertThat(WireTime.instant(Timestamp.newBuilder().setSeconds(WireFixtures.YEAR_1).build()))
        .isEmpty();
    assertThat(WireTime.instant(Timestamp.getDefaultInstance())).isEmpty();
    assertThat(WireTime.instant(WireFixtures.TIME))
        .contains(Instant.ofEpochSecond(1_800_000_000L, 5));
    assertThat(WireTime.timestamp(Instant.ofEpochSecond(1_800_000_000L, 5)))
        .isEqualTo(WireFixtures.TIME);
    assertThatThrownBy(() -> WireTime.timestamp(Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void enumNumbersAreTeleports() {
    assertThat(
            Stream.of(
                    RequestState.NONE,
                    RequestState.PENDING,
                    RequestState.APPROVED,
                    RequestState.DENIED,
                    RequestState.PROMOTED)
                .map(RequestState::getNumber))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(Stream.of(Operation.INIT, Operation.PUT, Operation.DELETE).map(Operation::getNumber))
        .containsExactly(0, 1, 2);
    assertThat(
            Stream.of(
                    AccessRequestKind.UNDEFINED,
                    AccessRequestKind.SHORT_TERM,
                    AccessRequestKind.LONG_TERM)
                .map(AccessRequestKind::getNumber))
        .containsExactly(0, 1, 2);
    assertThat(
            Stream.of(
                    AccessRequestScope.DEFAULT,
                    AccessRequestScope.MY_REQUESTS,
                    AccessRequestScope.NEEDS_REVIEW,
                    AccessRequestScope.REVIEWED)
                .map(AccessRequestScope::getNumber))
        .containsExactly(0, 1, 2, 3);
  }

  private static List<String> methods(ServiceDescriptor service) {
    return service.getMethods().stream()
        .map(method -> method.getFullMethodName() + " " + method.getType())
        .sorted()
        .toList();
  }

  @Test
  void callsHaveTeleportsNames() {
    String unary = " " + MethodDescriptor.MethodType.UNARY;
    String stream = " " + MethodDescriptor.MethodType.SERVER_STREAMING;

    assertThat(methods(AuthServiceGrpc.getServiceDescriptor()))
        .containsExactly(
            "proto.AuthService/CreateAccessRequestV2" + unary,
            "proto.AuthService/DeleteAccessRequest" + unary,
            "proto.AuthService/GetAccessRequestsV2" + stream,
            "proto.AuthService/GetCurrentUser" + unary,
            "proto.AuthService/GetPluginData" + unary,
            "proto.AuthService/GetRole" + unary,
            "proto.AuthService/GetUser" + unary,
            "proto.AuthService/ListAccessRequests" + unary,
            "proto.AuthService/ListResources" + unary,
            "proto.AuthService/Ping" + unary,
            "proto.AuthService/SetAccessRequestState" + unary,
            "proto.AuthService/SubmitAccessReview" + unary,
            "proto.AuthService/UpdatePluginData" + unary,
            "proto.AuthService/WatchEvents" + stream);
    assertThat(methods(UsersServiceGrpc.getServiceDescriptor()))
        .containsExactly(
            "teleport.users.v1.UsersService/GetUser" + unary,
            "teleport.users.v1.UsersService/ListUsers" + unary);
    assertThat(methods(AccessMonitoringRulesServiceGrpc.getServiceDescriptor()))
        .containsExactly(
            "teleport.accessmonitoringrules.v1.AccessMonitoringRulesService/"
                + "ListAccessMonitoringRulesWithFilter"
                + unary);
  }
}
