package dev.sallyport.core.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Kind;
import dev.sallyport.core.oncall.OnCall.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InquiryTest {
  private static final Question QUESTION =
      new Question("alice@example.com", List.of("One"), Instant.EPOCH);

  private record Scripted(Supplier<Answer> answer) implements OnCall {
    @Override
    public String provider() {
      return "scripted";
    }

    @Override
    public Kind kind() {
      return Kind.SERVICE;
    }

    @Override
    public String annotation() {
      return "services";
    }

    @Override
    public Answer ask(Question question) {
      return answer.get();
    }
  }

  private static Inquiry.Part part(Supplier<Answer> answer) {
    return new Inquiry.Part(new Scripted(answer), QUESTION);
  }

  private static Answer never() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Answer.NotOnCall("interrupted");
  }

  @Test
  void whoDoesNotAnswerInTimeIsUnknownAndHoldsNobodyElseUp() {
    List<Answer> answers =
        new Inquiry(Duration.ofMillis(200))
            .ask(
                List.of(
                    part(InquiryTest::never),
                    part(() -> new Answer.NotOnCall("nobody")),
                    part(InquiryTest::never)));
    assertThat(answers)
        .containsExactly(
            new Answer.Unknown("scripted did not answer within 200 ms"),
            new Answer.NotOnCall("nobody"),
            new Answer.Unknown("scripted did not answer within 200 ms"));
  }

  @Test
  void whoBreaksIsUnknown() {
    List<Answer> answers =
        new Inquiry(Duration.ofSeconds(20))
            .ask(
                List.of(
                    part(
                        () -> {
                          throw new IllegalStateException("broken");
                        })));
    assertThat(answers).containsExactly(new Answer.Unknown("scripted failed unexpectedly"));
  }

  @Test
  void asksNobodyWhereNobodyIsNamed() {
    assertThat(new Inquiry(Duration.ofSeconds(20)).ask(List.of())).isEmpty();
  }
}
