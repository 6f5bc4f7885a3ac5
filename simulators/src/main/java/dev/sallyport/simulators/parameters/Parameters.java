package dev.sallyport.simulators.parameters;

import dev.sallyport.simulators.aws.AwsError;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is stored, every version of it. */
final class Parameters {
  private static final int STANDARD = 4096;
  private static final int ADVANCED = 8192;

  private final Map<String, List<Parameter>> byName = new HashMap<>();
  private final InstantSource clock;

  Parameters(InstantSource clock) {
    this.clock = clock;
  }

  /** The newest version, or the one that {@code name:version} asks for. */
  synchronized Optional<Parameter> find(String selector) {
    int colon = selector.indexOf(':');
    String name = colon < 0 ? selector : selector.substring(0, colon);
    List<Parameter> versions = byName.getOrDefault(name, List.of());
    if (colon < 0) {
      return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }
    return versions.stream()
        .filter(it -> Long.toString(it.version()).equals(selector.substring(colon + 1)))
        .findFirst();
  }

  synchronized List<Parameter> versions(String name) {
    return List.copyOf(byName.getOrDefault(name, List.of()));
  }

  synchronized Parameter put(String name, String value, boolean overwrite, String tier) {
    List<Parameter> versions = byName.computeIfAbsent(name, _ -> new ArrayList<>());
    if (!versions.isEmpty() && !overwrite) {
      throw new AwsError(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    boolean advanced = !versions.isEmpty() && versions.getLast().tier().equals("Advanced");
    if (advanced && tier.equals("Standard")) {
      throw new AwsError(
          "ValidationException",
          "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from"
              + " the advanced-parameter tier to the standard-parameter tier.");
    }
    Parameter put =
        new Parameter(
            name, value, tier(value, tier, advanced), versions.size() + 1L, clock.instant());
    versions.add(put);
    return put;
  }

  private static String tier(String value, String asked, boolean advanced) {
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    boolean mayGrow = advanced || !asked.equals("Standard");
    if (length > (mayGrow ? ADVANCED : STANDARD)) {
      throw new AwsError(
          "ValidationException",
          mayGrow
              ? "Advanced tier parameters support a maximum parameter value of 8192 characters."
              : "Standard tier parameters support a maximum parameter value of 4096 characters. To"
                  + " create a larger parameter value, upgrade the parameter to use the"
                  + " advanced-parameter tier.");
    }
    return advanced || asked.equals("Advanced") || length > STANDARD ? "Advanced" : "Standard";
  }
}
