package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.opsgenie.ClassicClient;
import dev.sallyport.integrations.opsgenie.CloudId;
import dev.sallyport.integrations.opsgenie.JsmClient;
import dev.sallyport.integrations.opsgenie.OpsgenieClient;
import dev.sallyport.integrations.opsgenie.OpsgenieDestination;
import dev.sallyport.integrations.opsgenie.ScheduleOnCall;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opsgenie, or JSM Operations in its place, behind the ports.
 *
 * @param login of JSM's second credential
 */
record OpsgenieParts(
    Config.Opsgenie config, Access access, Supplier<String> login, Surroundings surroundings) {
  private static final URI ATLASSIAN = URI.create("https://api.atlassian.com");

  /**
   * What the calls are made with.
   *
   * @param login of JSM alone
   */
  private record Keys(Key key, Optional<Key> login) {
    /** One of the two, and nobody says which. */
    void refused() {
      if (login.isEmpty()) {
        key.refused();
        return;
      }
      boolean keyIsChanged = key.isChanged();
      if (!login.get().isChanged() && !keyIsChanged) {
        key.alarm("the API key or the Atlassian login");
      }
    }
  }

  OnCall onCall() {
    Keys keys = keys();
    Consumer<String> skipped =
        why -> surroundings.signals().say(Signal.warning("", "schedule-skipped", why));
    String annotation = config.annotations().schedules();
    return config
        .jsm()
        .<OnCall>map(
            jsm ->
                ScheduleOnCall.jsm(
                    jsm(jsm, keys), annotation, jsm.accounts(), keys::refused, skipped))
        .orElseGet(
            () -> ScheduleOnCall.opsgenie(classic(keys), annotation, keys::refused, skipped));
  }

  OpsgenieDestination destination(String cluster, Supplier<Optional<String>> webUrl) {
    Keys keys = keys();
    return new OpsgenieDestination(
        client(keys),
        cluster,
        webUrl,
        config.priority(),
        config.fallbackSchedule(),
        keys::refused,
        surroundings.pause(),
        surroundings.clock());
  }

  /** For a look at whether the credentials are good. */
  OpsgenieClient client() {
    return client(keys());
  }

  private OpsgenieClient client(Keys keys) {
    return config.jsm().<OpsgenieClient>map(jsm -> jsm(jsm, keys)).orElseGet(() -> classic(keys));
  }

  private Keys keys() {
    return new Keys(key(access.secret()), config.jsm().map(_ -> key(login)));
  }

  private Key key(Supplier<String> source) {
    return new Key(OpsgenieDestination.NAME, source, surroundings.signals(), surroundings.clock());
  }

  private ClassicClient classic(Keys keys) {
    URI region =
        URI.create(
            config.region().equals("eu")
                ? "https://api.eu.opsgenie.com"
                : "https://api.opsgenie.com");
    return new ClassicClient(access.url().orElse(region), keys.key(), surroundings.clock());
  }

  private JsmClient jsm(Config.Jsm jsm, Keys keys) {
    return new JsmClient(
        access.url().orElse(ATLASSIAN),
        cloud(jsm),
        keys.key(),
        keys.login().orElseThrow(),
        surroundings.clock());
  }

  private CloudId cloud(Config.Jsm jsm) {
    return jsm.cloudId()
        .map(CloudId::of)
        .orElseGet(
            () ->
                CloudId.at(
                    URI.create("https://" + jsm.site().orElseThrow() + ".atlassian.net"),
                    surroundings.clock()));
  }
}
