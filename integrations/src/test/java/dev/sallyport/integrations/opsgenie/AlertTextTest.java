package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.PagerText;
import dev.sallyport.core.request.AccessRequest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AlertTextTest {
  private static final AlertText TEXT =
      AlertText.of(
          "teleport.example.com",
          new PagerText("teleport.example.com", () -> Optional.of("https://teleport.example.com")));
  private static final Addressees ONE =
      new Addressees(List.of(new Addressee("schedule", false, "Night")), List.of());

  private static AccessRequest request(String wild) {
    AccessRequest plain = OpsgenieTestBase.request();
    return new AccessRequest(
        plain.id(),
        wild,
        Collections.nCopies(30, wild),
        plain.state(),
        plain.kind(),
        plain.created(),
        plain.accessExpires(),
        plain.requestExpires(),
        Optional.empty(),
        wild,
        "",
        plain.annotations(),
        Collections.nCopies(30, wild),
        List.of(),
        List.of(),
        plain.missingApprovals(),
        "r1",
        false);
  }

  private static Alert tagged(String... tags) {
    return new Alert("A1", "alias", "open", List.of(tags), Optional.of(Instant.EPOCH));
  }

  @Test
  void saysWhoWantsWhatAndWhere() {
    NewAlert alert = TEXT.alert(OpsgenieTestBase.request(), ONE, "P1");
    assertThat(alert.message()).isEqualTo("Access request from alice@example.com for editor");
    assertThat(alert.alias()).isEqualTo(OpsgenieTestBase.ALIAS);
    assertThat(alert.priority()).isEqualTo("P1");
    assertThat(alert.tag()).isEqualTo("teleport-cluster:teleport.example.com");
    assertThat(alert.description())
        .contains(
            """
            User: alice@example.com
            Roles: editor
            Resources: /teleport.example.com/node/web-1
            Created: 2026-11-20T12:00:00Z
            Decide before: 2026-11-20T13:00:00Z
            Access ends: 2026-11-20T20:00:00Z
            Reason: fix the build
            """)
        .endsWith("https://teleport.example.com/web/requests/" + OpsgenieTestBase.ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "😀", "a\nb\u0007\u202e ", "\ud83d"})
  void whatUsersWriteBreaksNoLimit(String piece) {
    NewAlert alert = TEXT.alert(request(piece.repeat(20_000)), ONE, "P3");
    assertThat(alert.message().length()).isBetween(40, 130);
    assertThat(alert.description().length()).isLessThanOrEqualTo(15_000);
    assertThat(alert.message()).doesNotContainPattern("[\\p{Cc}\\u202e]");
    assertThat(alert.message().codePoints()).noneMatch(AlertTextTest::isHalf);
    assertThat(alert.description().codePoints()).noneMatch(AlertTextTest::isHalf);
  }

  private static boolean isHalf(int point) {
    return point >= 0xd800 && point < 0xe000;
  }

  @Test
  void namesWhoIsNotAlerted() {
    Addressees some =
        new Addressees(ONE.known(), List.of(new Responder(Responder.Type.TEAM, "Nobody\n[P1]")));
    assertThat(TEXT.alert(OpsgenieTestBase.request(), some, "P3").description())
        .endsWith("Not alerted, because they do not exist: team:Nobody [P1]");
  }

  @Test
  void anAlertTakesFiftyResponders() {
    Addressees many =
        new Addressees(
            IntStream.range(0, 53)
                .mapToObj(i -> new Addressee("schedule", false, "s" + i))
                .toList(),
            List.of());
    NewAlert alert = TEXT.alert(OpsgenieTestBase.request(), many, "P3");
    assertThat(alert.responders()).hasSize(50);
    assertThat(alert.description()).contains("Not alerted, because there are too many: 3 more");
  }

  @Test
  void aPlainNameIsItsOwnMark() {
    assertThat(AlertText.tag("a-b_c.Example.com")).isEqualTo("teleport-cluster:a-b_c.Example.com");
    assertThat(AlertText.tag("x".repeat(33))).isEqualTo("teleport-cluster:" + "x".repeat(33));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a b",
        "a\"b",
        "a,b",
        "é",
        "😀",
        "teleport.production.eu-west-1.example.com"
      })
  void anyOtherNameIsToldByADigest(String cluster) {
    assertThat(AlertText.tag(cluster))
        .hasSizeLessThanOrEqualTo(50)
        .matches("teleport-cluster:[A-Za-z0-9._-]{0,16}~[0-9a-f]{16}");
  }

  @Test
  void noTwoNamesHaveOneMark() {
    String longName = "teleport.production.eu-west-1.example.com";
    Set<String> names =
        Set.of(longName, longName + "2", "a b", "ab", "a,b", AlertText.tag(longName).substring(17));
    assertThat(names.stream().map(AlertText::tag).collect(Collectors.toSet()))
        .hasSize(names.size());
  }

  @Test
  void knowsWhoseAnAlertIs() {
    String mark = "teleport-cluster:teleport.example.com";
    assertThat(TEXT.isMarked(tagged("x", mark))).isTrue();
    assertThat(TEXT.isMarked(tagged(mark + "x"))).isFalse();
    assertThat(AlertText.isUnmarked(tagged("x"))).isTrue();
    assertThat(AlertText.isUnmarked(tagged("teleport-cluster:y"))).isFalse();
    assertThat(TEXT.bearsOtherMark(tagged("teleport-cluster:y"))).isTrue();
    assertThat(TEXT.bearsOtherMark(tagged("teleport-cluster:y", mark))).isFalse();
    assertThat(TEXT.bearsOtherMark(tagged())).isFalse();
  }
}
