package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.types.RequestState;

/** What a review may propose; Teleport refuses every other state in a review. */
public enum ProposedState {
  /** Approve the request. */
  APPROVED(RequestState.APPROVED),
  /** Deny the request. */
  DENIED(RequestState.DENIED);

  private final RequestState wire;

  ProposedState(RequestState wire) {
    this.wire = wire;
  }

  RequestState wire() {
    return wire;
  }
}
