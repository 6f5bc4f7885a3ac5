package dev.sallyport.core.config;

import dev.sallyport.core.decision.AutoApproval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The whole configuration, checked. An absent section is an absent destination.
 *
 * @param notices things in the file that are accepted and have no effect
 */
public record Config(
    Teleport teleport,
    Map<String, Mode> modes,
    Optional<PagerDuty> pagerduty,
    Policy autoApproval,
    String logSeverity,
    List<String> notices) {
  /** The parts that have a mode, with their defaults. */
  public static final Map<String, Mode> MODES =
      Map.of(
          "auto_approval", Mode.SHADOW,
          "review", Mode.ON,
          "pagerduty", Mode.ON,
          "opsgenie", Mode.ON,
          "slack", Mode.ON);

  public Config {
    modes = Map.copyOf(modes);
    notices = List.copyOf(notices);
  }

  /**
   * The same with another way to Teleport.
   *
   * @param identity a file; empty leaves the one of the configuration
   */
  public Config reaching(String addr, Optional<String> identity) {
    Teleport other =
        new Teleport(
            teleport.cluster(),
            addr,
            identity.or(teleport::identity),
            identity.isPresent() ? Optional.empty() : teleport.files(),
            teleport.refreshIdentity(),
            teleport.refreshIdentityInterval(),
            teleport.connectionUpgrade());
    return new Config(other, modes, pagerduty, autoApproval, logSeverity, notices);
  }

  /** How to reach the cluster. */
  public record Teleport(
      String cluster,
      String addr,
      Optional<String> identity,
      Optional<Files> files,
      boolean refreshIdentity,
      Duration refreshIdentityInterval,
      String connectionUpgrade) {
    /** Key, certificate and CAs in place of an identity file. */
    public record Files(String clientKey, String clientCrt, String rootCas) {}
  }

  /**
   * @param apiKey only in the file of a local run; elsewhere it is a secret
   * @param userEmail who acts, as the From header says
   * @param notifyServices {@code all} or {@code first}
   */
  public record PagerDuty(
      Optional<String> apiKey,
      String userEmail,
      String region,
      String notifyServices,
      Optional<String> fallbackService,
      String notifyAnnotation,
      String servicesAnnotation) {
    /** The record's own text, without the key. */
    @Override
    public String toString() {
      return "PagerDuty[userEmail=" + userEmail + ", region=" + region + "]";
    }
  }

  /**
   * @param onAutoApprove {@code silent} or {@code note}
   */
  public record Policy(
      Duration window,
      String onAutoApprove,
      Set<String> machineReviewers,
      List<AutoApproval.Allow> allow) {}
}
