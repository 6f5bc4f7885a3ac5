package dev.sallyport.teleport;

/**
 * Whether to reach Teleport through an HTTP upgrade to a WebSocket, as needed behind load balancers
 * that end TLS and drop ALPN (AWS ALB for one). The cluster's own TLS then runs inside the
 * WebSocket.
 */
public enum ConnectionUpgrade {
  /**
   * Connect without; when that fails, ask the address by a TLS handshake whether something in front
   * of it drops ALPN, and upgrade if so.
   */
  AUTO,
  /** Always upgrade. The address must then be a Teleport proxy. */
  ON,
  /** Never upgrade. */
  OFF
}
