package dev.sallyport.infra;

import dev.sallyport.core.config.Config;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be told of a request. JSM takes Opsgenie's alerts, from the same queue. */
enum Integration {
  PAGERDUTY("EnablePagerDuty"),
  OPSGENIE("EnableOpsgenie"),
  JSM("EnableJsm"),
  SLACK("EnableSlack");

  private final String parameter;

  Integration(String parameter) {
    this.parameter = parameter;
  }

  /** The template's parameter which switches it on. */
  String parameter() {
    return parameter;
  }

  /** The word for it in queues, metrics and on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Set<Integration> of(Config config) {
    Set<Integration> all = EnumSet.noneOf(Integration.class);
    config.pagerduty().ifPresent(it -> all.add(PAGERDUTY));
    config.slack().ifPresent(it -> all.add(SLACK));
    config.opsgenie().ifPresent(it -> all.add(it.jsm().isPresent() ? JSM : OPSGENIE));
    return all;
  }

  /**
   * By their words.
   *
   * @throws OptionError naming the first word that is none
   */
  static Set<Integration> of(List<String> words) {
    Set<Integration> all = EnumSet.noneOf(Integration.class);
    words.forEach(word -> all.add(of(word)));
    return all;
  }

  private static Integration of(String word) {
    return Arrays.stream(values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new OptionError(
                    "-c integrations: %s is none of %s".formatted(word, words(List.of(values())))));
  }

  static String words(List<Integration> integrations) {
    return integrations.stream().map(Integration::word).collect(Collectors.joining(", "));
  }
}
