package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.users.GetUserRequest;
import dev.sallyport.teleport.wire.users.GetUserResponse;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.ListUsersResponse;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc.UsersServiceImplBase;
import io.grpc.stub.StreamObserver;

/** {@code teleport.users.v1.UsersService}. */
final class UsersApi extends UsersServiceImplBase {
  private final Calls calls;
  private final People people;

  UsersApi(Cluster cluster, Calls calls) {
    this.calls = calls;
    this.people = new People(cluster);
  }

  @Override
  public void getUser(GetUserRequest request, StreamObserver<GetUserResponse> answer) {
    calls.unary(
        "GetUser",
        "",
        answer,
        caller ->
            GetUserResponse.newBuilder()
                .setUser(
                    people.user(
                        caller, request.getCurrentUser() ? caller.name() : request.getName()))
                .build());
  }

  @Override
  public void listUsers(ListUsersRequest request, StreamObserver<ListUsersResponse> answer) {
    calls.unary("ListUsers", "", answer, caller -> people.users(caller, request));
  }
}
