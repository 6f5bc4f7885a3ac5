package dev.sallyport.core.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Access Monitoring Rules, and what their conditions need beside the request. */
public interface MonitoringRules {
  /** A port of a cluster without rules. */
  MonitoringRules NONE =
      new MonitoringRules() {
        @Override
        public Listed listed() {
          return new Listed.Known(List.of());
        }

        @Override
        public Optional<Map<String, List<String>>> traits(String user) {
          return Optional.empty();
        }
      };

  /** The rules in force. It never throws, and answers within two seconds. */
  Listed listed();

  /**
   * A user's traits, asked for only where a condition speaks of them. It never throws, and answers
   * within a second.
   *
   * @return empty when they may not be read, or were not told in time
   */
  Optional<Map<String, List<String>>> traits(String user);

  /**
   * What is known of the rules. A cluster that has none, or shows us none, has known rules: none.
   */
  sealed interface Listed {
    record Known(List<MonitoringRule> rules) implements Listed {
      public Known {
        rules = List.copyOf(rules);
      }
    }

    /** They could not be read, now nor lately. */
    record Unknown(String why) implements Listed {}
  }
}
