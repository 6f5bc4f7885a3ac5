package dev.sallyport.webhooks;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that ends in time for whoever waits, whatever it hangs on: name look-up, a lock, an answer
 * that trickles. What is late is given up, and may still take effect.
 */
final class Limited {
  private Limited() {}

  /**
   * Runs it on a thread of its own.
   *
   * @throws TimeoutException when it did not end in time
   * @throws ExecutionException with what it threw
   */
  static <T> T run(String name, Duration time, Callable<T> work)
      throws TimeoutException, ExecutionException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().name(name).start(task);
    try {
      return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    } finally {
      task.cancel(true);
    }
  }
}
