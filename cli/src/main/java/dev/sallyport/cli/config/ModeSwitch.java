package dev.sallyport.cli.config;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.ModeText;
import dev.sallyport.integrations.http.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets one mode in a stored configuration, and leaves the rest as it is. */
public final class ModeSwitch {
  /** Another change may come in between; this one fits to whatever is there. */
  private static final int TRIES = 5;

  /** So long after ours the write of somebody who read what we read may come. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

  private final ConfigStore store;
  private final Pause pause;

  public ModeSwitch(ConfigStore store, Pause pause) {
    this.store = store;
    this.pause = pause;
  }

  /**
   * What became of it.
   *
   * @param effective whether those who read the modes will see it
   * @param lines for the operator
   */
  public record Done(boolean effective, List<String> lines) {
    public Done {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Sets it. Where another write may replace ours unnoticed, it looks again two seconds later, and
   * sets it once more if need be.
   *
   * @throws Refusal when others change the configuration all the time, or nothing is stored
   */
  public Done set(String part, Mode mode) {
    List<String> lines = new ArrayList<>();
    for (int writes = 1; writes <= TRIES; writes++) {
      Done done = write(part, mode);
      lines.addAll(done.lines());
      if (!store.mayLoseWrites() || stays(part, mode, lines)) {
        return new Done(done.effective(), lines);
      }
    }
    lines.add("attention: " + part + " is NOT " + mode.word() + ": run it again");
    return new Done(false, lines);
  }

  private boolean stays(String part, Mode mode, List<String> lines) {
    pause.pause(SECOND_LOOK);
    try {
      ModeText now = new ModeText(store.name(), store.existing().text());
      if (now.with(part, mode).equals(now)) {
        return true;
      }
      lines.add(
          "attention: somebody else stored a configuration in the same moment, without "
              + part
              + " = "
              + mode.word());
      return false;
    } catch (Unavailable e) {
      lines.add("attention: nobody can see whether it stays: " + e.getMessage());
      return true;
    }
  }

  private Done write(String part, Mode mode) {
    for (int tries = 1; ; tries++) {
      ConfigStore.Stored stored = store.existing();
      try {
        return set(stored, part, mode);
      } catch (ConfigStore.Outdated e) {
        if (tries == TRIES) {
          throw new Refusal(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private Done set(ConfigStore.Stored stored, String part, Mode mode) {
    ModeText before = new ModeText(store.name(), stored.text());
    ModeText after = before.with(part, mode);
    if (after.equals(before)) {
      return done(part + " is " + mode.word() + " already in " + store.name(), after);
    }
    var _ = store.replace(Optional.of(stored), after.text());
    return done(
        was(before, part)
            + part
            + " is "
            + mode.word()
            + " now in "
            + store.name()
            + ", effective within 60 s",
        after);
  }

  private static String was(ModeText before, String part) {
    try {
      Mode mode = before.read().get(part);
      return mode == null ? "" : part + " was " + mode.word() + "; ";
    } catch (ConfigError e) {
      return "";
    }
  }

  private Done done(String first, ModeText after) {
    List<String> lines = new ArrayList<>(List.of(first));
    boolean effective = true;
    try {
      var _ = after.read();
    } catch (ConfigError e) {
      effective = false;
      lines.add("attention: " + e.getMessage());
      lines.add(
          "attention: until that is put right, the modes that were read last stay: repair it with"
              + " sallyport config put");
    }
    // A local run's file may hold secrets, which are no fault there.
    if (effective && store instanceof ParameterStore) {
      ConfigReader.problems(store.name(), after.text())
          .forEach(problem -> lines.add("note, wrong beside it: " + problem));
    }
    return new Done(effective, lines);
  }
}
