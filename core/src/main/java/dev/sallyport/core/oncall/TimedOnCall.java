package dev.sallyport.core.oncall;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A provider that must answer within a limit: no answer is unknown. */
public final class TimedOnCall implements OnCall {
  private final OnCall provider;
  private final Duration limit;

  public TimedOnCall(OnCall provider, Duration limit) {
    this.provider = provider;
    this.limit = limit;
  }

  @Override
  public String provider() {
    return provider.provider();
  }

  @Override
  public Kind kind() {
    return provider.kind();
  }

  @Override
  public String annotation() {
    return provider.annotation();
  }

  @Override
  public Answer ask(Question question) {
    var answer = new FutureTask<>(() -> provider.ask(question));
    Thread thread = Thread.ofVirtual().name("on-call").start(answer);
    try {
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Answer.Unknown(provider() + " did not answer within " + limit.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Unknown("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      return new Answer.Unknown(provider() + " failed unexpectedly");
    } finally {
      thread.interrupt();
    }
  }
}
