package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.delivery.VerificationSecrets.Previous;
import dev.sallyport.core.secret.StagedSecret.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a rotation has come.
 *
 * @param next what the version of the rotation's token says
 * @param current what everybody reads
 */
record RotatingSecrets(String token, VerificationSecrets next, Version current) {
  /**
   * @throws StuckRotation when it cannot be read, without any part of a value
   */
  static VerificationSecrets read(Version version) {
    try {
      return VerificationSecrets.parse(version.text());
    } catch (IllegalArgumentException e) {
      throw new StuckRotation(
          e.getMessage() + ": run sallyport pagerduty webhook delete, then create");
    }
  }

  VerificationSecrets now() {
    return read(current);
  }

  /** The new secret is the current one. */
  boolean isDone() {
    return current.id().equals(token);
  }

  /** As Secrets Manager tries a function out, with a version that says what is current already. */
  boolean isCopy() {
    return now().current().equals(next.current());
  }

  /**
   * The new secret counts beside the current one.
   *
   * @throws StuckRotation when the current one is not the one that the rotation began with: to end
   *     it would forget a secret that is in use
   */
  boolean isBegun() {
    String before = next.previous().map(Previous::value).orElse("");
    if (!isDone() && !now().current().equals(before)) {
      throw new StuckRotation("the secret was changed while it was rotated: " + giveUp());
    }
    return now().pending().filter(next.current()::equals).isPresent();
  }

  void requireBegun() {
    if (!isBegun()) {
      throw new StuckRotation("the step setSecret has not been done");
    }
  }

  /**
   * What was signed with the secret before and is still under way shall be accepted.
   *
   * @throws StuckRotation when the rotation has waited for so long that its time is over
   */
  void requireTimeFor(Instant now) {
    if (next.previous()
        .filter(it -> it.until().isAfter(now.plus(WebhookChange.UNDER_WAY)))
        .isEmpty()) {
      throw new StuckRotation("the rotation was begun too long ago: " + giveUp());
    }
  }

  /** The new one. */
  String subscription() {
    return next.subscriptions().getLast();
  }

  /** Those that end. */
  List<String> outgoing() {
    List<String> ids = new ArrayList<>(now().subscriptions());
    ids.removeAll(next.subscriptions());
    return ids;
  }

  StuckRotation subscriptionIsGone() {
    return new StuckRotation(
        "PagerDuty has no subscription " + subscription() + " any more: " + giveUp());
  }

  private String giveUp() {
    return "give this rotation up with aws secretsmanager update-secret-version-stage"
        + " --version-stage AWSPENDING --remove-from-version-id "
        + token
        + " --secret-id …, then rotate again";
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "RotatingSecrets[" + token + "]";
  }
}
