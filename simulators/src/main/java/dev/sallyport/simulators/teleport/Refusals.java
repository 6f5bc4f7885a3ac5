package dev.sallyport.simulators.teleport;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Teleport's errors as they reach a gRPC client: a code and a text. */
final class Refusals {
  private Refusals() {}

  static StatusRuntimeException denied(String text) {
    return of(Status.PERMISSION_DENIED, text);
  }

  static StatusRuntimeException missingRule(String resource, String verb) {
    return denied("access denied to perform action \"%s\" on \"%s\"".formatted(verb, resource));
  }

  static StatusRuntimeException invalid(String text) {
    return of(Status.INVALID_ARGUMENT, text);
  }

  static StatusRuntimeException notFound(String text) {
    return of(Status.NOT_FOUND, text);
  }

  static StatusRuntimeException compareFailed(String text) {
    return of(Status.FAILED_PRECONDITION, text);
  }

  static StatusRuntimeException notImplemented(String text) {
    return of(Status.UNIMPLEMENTED, text);
  }

  static StatusRuntimeException of(Status status, String text) {
    return status.withDescription(text).asRuntimeException();
  }
}
