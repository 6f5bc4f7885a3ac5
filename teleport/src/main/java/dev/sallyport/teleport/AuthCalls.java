package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.sallyport.teleport.wire.auth.PingRequest;
import io.grpc.Channel;
import java.time.Duration;
import java.util.function.Function;

/** Calls of the Auth service, each attempt with the deadline. */
final class AuthCalls {
  private final Calls calls;
  private final Duration deadline;

  AuthCalls(Calls calls, Duration deadline) {
    this.calls = calls;
    this.deadline = deadline;
  }

  <T> Answer<T> read(Function<AuthServiceBlockingStub, T> call) {
    return calls.read(channel -> call.apply(stub(channel)));
  }

  <T> Answer<T> write(Function<AuthServiceBlockingStub, T> call) {
    return calls.write(
        channel -> stub(channel).ping(PingRequest.getDefaultInstance()),
        channel -> call.apply(stub(channel)));
  }

  private AuthServiceBlockingStub stub(Channel channel) {
    return AuthServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
  }
}
