package dev.sallyport.teleport;

import static dev.sallyport.teleport.Wire.message;

import com.google.protobuf.Message;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRuleSpec;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterRequest;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterResponse;
import dev.sallyport.teleport.wire.rules.Notification;
import dev.sallyport.teleport.wire.rules.Schedule;
import dev.sallyport.teleport.wire.rules.Shift;
import dev.sallyport.teleport.wire.rules.TimeSchedule;
import dev.sallyport.teleport.wire.types.Metadata;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The messages about Access Monitoring Rules, and the bytes of them made by hand. */
final class RuleFixtures {
  private RuleFixtures() {}

  static Stream<Arguments> messages() {
    return Stream.of(
        of(
            ListAccessMonitoringRulesWithFilterRequest.newBuilder()
                .setPageSize(200)
                .setPageToken("t")
                .addSubjects("access_request")
                .setNotificationName("slack")
                .build(),
            message().number(1, 200).text(2, "t").text(3, "access_request").text(4, "slack")),
        of(
            ListAccessMonitoringRulesWithFilterResponse.newBuilder()
                .addRules(rule())
                .setNextPageToken("n")
                .build(),
            message().nested(1, wire()).text(2, "n")));
  }

  private static AccessMonitoringRule rule() {
    return AccessMonitoringRule.newBuilder()
        .setMetadata(Metadata.newBuilder().setName("night"))
        .setKind("access_monitoring_rule")
        .setSubKind("s")
        .setVersion("v1")
        .setSpec(
            AccessMonitoringRuleSpec.newBuilder()
                .addSubjects("access_request")
                .addStates("approved")
                .setCondition("true")
                .setNotification(
                    Notification.newBuilder()
                        .setName("slack")
                        .addRecipients("a")
                        .addRecipients("b"))
                .putSchedules(
                    "default",
                    Schedule.newBuilder()
                        .setTime(
                            TimeSchedule.newBuilder()
                                .addShifts(
                                    Shift.newBuilder()
                                        .setWeekday("Monday")
                                        .setStart("09:00")
                                        .setEnd("17:00"))
                                .setTimezone("Europe/Berlin"))
                        .build()))
        .build();
  }

  private static Wire wire() {
    Wire shift = message().text(1, "Monday").text(2, "09:00").text(3, "17:00");
    Wire schedule = message().nested(1, message().nested(1, shift).text(2, "Europe/Berlin"));
    return message()
        .nested(1, message().text(1, "night"))
        .text(2, "access_monitoring_rule")
        .text(3, "s")
        .text(4, "v1")
        .nested(
            5,
            message()
                .text(1, "access_request")
                .text(2, "approved")
                .text(3, "true")
                .nested(4, message().text(1, "slack").text(2, "a").text(2, "b"))
                .entry(8, "default", schedule));
  }

  private static Arguments of(Message message, Wire wire) {
    return Arguments.of(message.getDescriptorForType().getName(), message, wire.toBytes());
  }
}
