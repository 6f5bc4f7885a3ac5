package dev.sallyport.core.oncall;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several providers, asked once and side by side. Each has the same time, so the whole takes no
 * longer than the slowest may; who has not answered by then is unknown.
 */
public final class Inquiry {
  private final Duration limit;

  public Inquiry(Duration limit) {
    this.limit = limit;
  }

  /** One provider and what it is asked. */
  public record Part(OnCall provider, Question question) {}

  /**
   * The answers, in the order of the parts.
   *
   * @throws Unavailable when this thread is interrupted
   */
  public List<Answer> ask(List<Part> parts) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (Part part : parts) {
        asked.add(
            threads.submit(() -> new TimedOnCall(part.provider(), limit).ask(part.question())));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> answer : asked) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
