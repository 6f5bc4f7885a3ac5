package dev.sallyport.core.decision;

import dev.sallyport.core.oncall.OnCall;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What a request wants to be asked of one provider.
 *
 * @param names services or schedules, as the annotation has them
 */
record Asked(String provider, OnCall.Kind kind, List<String> names) {
  Asked {
    names = List.copyOf(names);
  }

  Asked only(Predicate<String> wanted) {
    return new Asked(provider, kind, names.stream().filter(wanted).toList());
  }

  boolean holds(String name) {
    return names.stream().anyMatch(own -> same(own, name));
  }

  String words() {
    return provider
        + " about the "
        + kind.word()
        + (names.size() > 1 ? "s " : " ")
        + String.join(", ", names);
  }

  static boolean same(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}
