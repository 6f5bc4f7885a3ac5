package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Notes what it hears. */
final class TestingListener implements WatchListener {
  final List<String> heard = new CopyOnWriteArrayList<>();
  final CompletableFuture<String> end = new CompletableFuture<>();
  final AtomicInteger ends = new AtomicInteger();
  volatile boolean superseded;

  @Override
  public void onInit(Set<String> confirmedKinds) {
    heard.add("init " + String.join(",", confirmedKinds));
  }

  @Override
  public void onPut(AccessRequestV3 request) {
    heard.add("put " + request.getMetadata().getName());
  }

  @Override
  public void onDelete(String requestId) {
    heard.add("delete " + requestId);
  }

  @Override
  public void onSuperseded() {
    superseded = true;
  }

  @Override
  public void onEnd(Reason reason, String text) {
    ends.incrementAndGet();
    end.complete(reason + " " + text);
  }
}
