package dev.sallyport.cli.policy;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.oncall.OnCall.Kind;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import java.util.ArrayList;
import java.util.List;

/** The on-call providers that a configuration names. */
final class Providers {
  private Providers() {}

  static List<Script> of(Config config) {
    List<Script> all = new ArrayList<>();
    config
        .pagerduty()
        .ifPresent(
            it ->
                all.add(
                    Script.silent(
                        PagerDutyDestination.NAME, Kind.SERVICE, it.servicesAnnotation())));
    config
        .opsgenie()
        .ifPresent(
            it ->
                all.add(
                    Script.silent(
                        it.jsm().isPresent() ? "jsm" : "opsgenie",
                        Kind.SCHEDULE,
                        it.annotations().schedules())));
    return all;
  }
}
