package dev.sallyport.teleport;

import com.google.protobuf.Empty;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.types.UserFilter;
import dev.sallyport.teleport.wire.types.UserV2;
import dev.sallyport.teleport.wire.users.GetUserRequest;
import dev.sallyport.teleport.wire.users.ListUsersRequest;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc.UsersServiceBlockingStub;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Users, by the users service and where that is missing by the older calls. */
final class Users {
  private static final int PAGE_SIZE = 200;

  private final Calls calls;
  private final Duration deadline;

  Users(Calls calls, Duration deadline) {
    this.calls = calls;
    this.deadline = deadline;
  }

  Answer<UserV2> current() {
    var request = GetUserRequest.newBuilder().setCurrentUser(true).build();
    Answer<UserV2> answer = calls.read(channel -> stub(channel).getUser(request).getUser());
    return answer.refusedFor(Reason.UNIMPLEMENTED)
        ? calls.read(channel -> older(channel).getCurrentUser(Empty.getDefaultInstance()))
        : answer;
  }

  Answer<UserV2> named(String name) {
    var request = GetUserRequest.newBuilder().setName(name).build();
    Answer<UserV2> answer = calls.read(channel -> stub(channel).getUser(request).getUser());
    if (!answer.refusedFor(Reason.UNIMPLEMENTED)) {
      return answer;
    }
    var older = dev.sallyport.teleport.wire.auth.GetUserRequest.newBuilder().setName(name).build();
    return calls.read(channel -> older(channel).getUser(older));
  }

  Answer<List<UserV2>> byTrait(String trait, String value) {
    var filter =
        UserFilter.newBuilder()
            .setTraits(
                LabelValues.newBuilder()
                    .putValues(trait, StringValues.newBuilder().addValues(value).build()))
            .build();
    return Pages.all(start -> page(filter, start))
        .map(users -> users.stream().filter(user -> has(user, trait, value)).distinct().toList());
  }

  private Answer<Pages<UserV2>> page(UserFilter filter, String start) {
    var request =
        ListUsersRequest.newBuilder()
            .setPageSize(PAGE_SIZE)
            .setPageToken(start)
            .setFilter(filter)
            .build();
    return calls
        .read(channel -> stub(channel).listUsers(request))
        .map(page -> new Pages<>(page.getUsersList(), page.getNextPageToken()));
  }

  private static boolean has(UserV2 user, String trait, String value) {
    return Optional.ofNullable(user.getSpec().getTraits().getValuesMap().get(trait))
        .filter(values -> values.getValuesList().contains(value))
        .isPresent();
  }

  private UsersServiceBlockingStub stub(Channel channel) {
    return UsersServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
  }

  private AuthServiceGrpc.AuthServiceBlockingStub older(Channel channel) {
    return AuthServiceGrpc.newBlockingStub(channel).withDeadlineAfter(deadline);
  }
}
