package dev.sallyport.cli.config;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.ModeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets one mode in a stored configuration, and leaves the rest as it is. */
public final class ModeSwitch {
  /** Another change may come in between; this one fits to whatever is there. */
  private static final int TRIES = 5;

  private final ConfigStore store;

  public ModeSwitch(ConfigStore store) {
    this.store = store;
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
   * Sets it.
   *
   * @throws Refusal when others change the configuration all the time, or nothing is stored
   */
  public Done set(String part, Mode mode) {
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
