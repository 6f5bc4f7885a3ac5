package dev.sallyport.simulators.teleport;

import io.grpc.Status;
import java.time.InstantSource;

/**
 * What kind of cluster is simulated.
 *
 * @param clusterName also the O and CN of the certificate authorities
 * @param port of the Auth Service on 127.0.0.1; 0 takes a free one
 * @param clock the source of every time but the certificates', which are valid in real time
 * @param serverVersion what Ping tells, a semantic version without "v"
 * @param enterprise whether Ping tells AdvancedAccessWorkflows; without it roles with
 *     review_requests or thresholds are refused, as on Community Edition
 * @param alreadyReviewedCode ALREADY_EXISTS (2026 servers) or PERMISSION_DENIED (the v16 and v17
 *     era)
 * @param onBehalfKnown whether the review's fields 11 and 12 are known (18.11 and 19) or ignored
 * @param mfaForAdminActions whether people need MFA for reviews, state changes, deletions and
 *     requests for others; bots and the builtin Admin are exempt
 * @param initWithStatus whether INIT carries the confirmed kinds or nothing
 * @param expiryInMetadata whether the request's end stands in Metadata.Expires, as on older
 *     servers, in place of ResourceExpiry
 * @param proxyPublicAddr what Ping tells, {@code host:port}
 * @param watchBuffer events a watcher may be behind before its stream is cut
 * @param monitoringRulesKnown whether Access Monitoring Rules are served, or the server is too old
 */
public record TeleportOptions(
    String clusterName,
    int port,
    InstantSource clock,
    String serverVersion,
    boolean enterprise,
    Status.Code alreadyReviewedCode,
    boolean onBehalfKnown,
    boolean mfaForAdminActions,
    boolean initWithStatus,
    boolean expiryInMetadata,
    String proxyPublicAddr,
    int watchBuffer,
    boolean monitoringRulesKnown) {

  public TeleportOptions {
    if (clusterName.isEmpty()) {
      throw new IllegalArgumentException("clusterName must not be empty");
    }
    if (alreadyReviewedCode != Status.Code.ALREADY_EXISTS
        && alreadyReviewedCode != Status.Code.PERMISSION_DENIED) {
      throw new IllegalArgumentException(
          "alreadyReviewedCode is ALREADY_EXISTS or PERMISSION_DENIED, not " + alreadyReviewedCode);
    }
  }

  /** A current Enterprise cluster on a free port with the system's clock. */
  public static TeleportOptions defaults() {
    return builder().build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts from a current Enterprise cluster on a free port with the system's clock. */
  public static final class Builder {
    private String clusterName = "teleport.example.com";
    private int port = 0;
    private InstantSource clock = InstantSource.system();
    private String serverVersion = "18.11.0+simulator";
    private boolean enterprise = true;
    private Status.Code alreadyReviewedCode = Status.Code.ALREADY_EXISTS;
    private boolean onBehalfKnown = true;
    private boolean mfaForAdminActions = false;
    private boolean initWithStatus = true;
    private boolean expiryInMetadata = false;
    private String proxyPublicAddr = "teleport.example.com:443";
    private int watchBuffer = 16_384;
    private boolean monitoringRulesKnown = true;

    private Builder() {}

    public Builder clusterName(String name) {
      clusterName = name;
      return this;
    }

    public Builder port(int number) {
      port = number;
      return this;
    }

    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    public Builder serverVersion(String version) {
      serverVersion = version;
      return this;
    }

    public Builder enterprise(boolean on) {
      enterprise = on;
      return this;
    }

    public Builder alreadyReviewedCode(Status.Code code) {
      alreadyReviewedCode = code;
      return this;
    }

    public Builder onBehalfKnown(boolean known) {
      onBehalfKnown = known;
      return this;
    }

    public Builder mfaForAdminActions(boolean on) {
      mfaForAdminActions = on;
      return this;
    }

    public Builder initWithStatus(boolean on) {
      initWithStatus = on;
      return this;
    }

    public Builder expiryInMetadata(boolean on) {
      expiryInMetadata = on;
      return this;
    }

    public Builder proxyPublicAddr(String address) {
      proxyPublicAddr = address;
      return this;
    }

    public Builder watchBuffer(int events) {
      watchBuffer = events;
      return this;
    }

    public Builder monitoringRulesKnown(boolean known) {
      monitoringRulesKnown = known;
      return this;
    }

    public TeleportOptions build() {
      return new TeleportOptions(
          clusterName,
          port,
          clock,
          serverVersion,
          enterprise,
          alreadyReviewedCode,
          onBehalfKnown,
          mfaForAdminActions,
          initWithStatus,
          expiryInMetadata,
          proxyPublicAddr,
          watchBuffer,
          monitoringRulesKnown);
    }
  }
}
