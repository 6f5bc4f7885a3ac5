package dev.sallyport.core.testing;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import java.util.Optional;

/** Teleport with one request at most. */
public final class FakeRequests implements AccessRequests {
  private Optional<AccessRequest> request;
  private boolean down;
  private Runnable beforeFind = () -> {};

  public FakeRequests(AccessRequest request) {
    this.request = Optional.of(request);
  }

  @Override
  public Optional<AccessRequest> find(String id) {
    beforeFind.run();
    if (down) {
      throw new Unavailable("Teleport does not answer");
    }
    return request.filter(one -> one.id().equals(id));
  }

  public void is(AccessRequest now) {
    request = Optional.of(now);
  }

  public void gone() {
    request = Optional.empty();
  }

  public void beforeFind(Runnable action) {
    beforeFind = action;
  }

  public void down(boolean is) {
    down = is;
  }
}
