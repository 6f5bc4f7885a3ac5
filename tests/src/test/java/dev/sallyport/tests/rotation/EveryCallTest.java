package dev.sallyport.tests.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each outside call of a rotation fails once, before its effect and after it, and the rotation goes
 * on as it would: PagerDuty delivers all the while, and no delivery is refused.
 */
@Timeout(300)
final class EveryCallTest {
  private static final String TOKEN = "11111111-1111-4111-8111-111111111111";
  private static final String NEXT_TOKEN = "22222222-2222-4222-8222-222222222222";

  /** What follows on a failure. */
  enum Then {
    /** The same token from the first step on, as Secrets Manager does. */
    FROM_THE_START {
      @Override
      String goOn(RotationWorld world, int failed) {
        return again(world, 0, TOKEN);
      }
    },
    /** The step alone, as Lambda may run a call again. */
    FROM_THAT_STEP {
      @Override
      String goOn(RotationWorld world, int failed) {
        return again(world, failed, TOKEN);
      }
    },
    /** The rotation is given up, and another one begins two hours later. */
    WITH_ANOTHER_TOKEN {
      @Override
      String goOn(RotationWorld world, int failed) {
        world.wait(Duration.ofHours(2));
        return again(world, 0, NEXT_TOKEN);
      }
    };

    abstract String goOn(RotationWorld world, int failed);

    private static String again(RotationWorld world, int from, String token) {
      Snare snare = new Snare(Optional.empty(), world::traffic);
      assertThat(new Attempt(world, snare, token).from(from))
          .as(world.said::toString)
          .isEqualTo(Attempt.STEPS.size());
      return token;
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhereverItBreaksOff(Then then) {
    int calls;
    try (RotationWorld world = new RotationWorld().subscribed()) {
      calls = Attempt.count(world, TOKEN);
    }
    assertThat(calls).isGreaterThan(15);
    for (int place = 0; place < calls; place++) {
      for (boolean before : List.of(true, false)) {
        Snare.Plan plan = new Snare.Plan(place, before);
        assertThatCode(() -> play(plan, then)).as(plan.toString()).doesNotThrowAnyException();
      }
    }
  }

  private static void play(Snare.Plan plan, Then then) {
    try (RotationWorld world = new RotationWorld()) {
      List<String> strangers = world.strangers();
      world.subscribed();
      world.wait(Duration.ofSeconds(plan.place() * 7L % 60));
      String before = world.stored().current();
      Snare snare = new Snare(Optional.of(plan), world::traffic);
      int failed = new Attempt(world, snare, TOKEN).from(0);
      String current = world.stored().current();
      String token = TOKEN;
      if (failed < Attempt.STEPS.size()) {
        token = then.goOn(world, failed);
      }
      boolean wasDone = !current.equals(before);
      world.assertRotated(token, token.equals(NEXT_TOKEN) && wasDone ? current : before, strangers);
    }
  }
}
