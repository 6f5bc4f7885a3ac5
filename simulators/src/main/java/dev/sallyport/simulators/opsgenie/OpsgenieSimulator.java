package dev.sallyport.simulators.opsgenie;

import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.http.Api;
import dev.sallyport.simulators.http.Front;
import dev.sallyport.simulators.http.Loopback;
import dev.sallyport.simulators.http.Page;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An account of Opsgenie and JSM Operations, on plain HTTP at 127.0.0.1, by the public
 * documentation of Opsgenie's REST API v2 and of Atlassian's Jira Service Management ops REST API.
 *
 * <p>Calls are journaled as {@code opsgenie}, {@code jsm-events}, {@code jsm-ops} and {@code jira},
 * with paths below each one's base: {@code POST /v2/alerts}, {@code GET /schedules/{id}/on-calls}.
 * A switched {@code Refuse} answers that status in the surface's own error body, with an empty
 * message the bare status.
 *
 * <p>Schedules are named by id or name, people by e-mail address, alerts by id or alias. One that
 * the account does not hold is an {@link IllegalArgumentException}.
 */
public final class OpsgenieSimulator implements AutoCloseable {
  private static final String EVENTS = "/jsm/ops/integration";

  private final Account account;
  private final Acts acts;
  private final Faults faults = new Faults();
  private final Journal journal;
  private final Loopback server;
  private final String ops;
  private final String jira;
  private final Keys apiKeys;
  private final Keys jsmApiKeys;
  private final Keys apiTokens;

  private OpsgenieSimulator(OpsgenieOptions options) {
    account =
        new Account(options.clock(), new Settings(options.earlyReads(), options.processingTime()));
    acts = new Acts(account);
    journal = new Journal(options.clock());
    apiKeys = new Keys(options.apiKey());
    jsmApiKeys = new Keys(options.jsmApiKey());
    apiTokens = new Keys(options.email() + ":" + options.apiToken());
    ops = "/jsm/ops/api/" + options.cloudId() + "/v1";
    jira = "/ex/jira/" + options.cloudId();
    server = Loopback.open(options.port());
    Surfaces surfaces = new Surfaces(account);
    server
        .serving("/v2/", front("", surfaces.opsgenie(url(), apiKeys)))
        .serving(EVENTS + "/", front(EVENTS, surfaces.jsmEvents(jsmEventsUrl(), jsmApiKeys)))
        .serving(ops + "/", front(ops, surfaces.jsmOps(apiTokens)))
        .serving(jira + "/", front(jira, surfaces.jira(apiTokens)))
        .serving("/", new Page(OpsgenieSimulator.class, new PageContent(account, acts)::answer));
  }

  private Front front(String base, Api api) {
    return new Front(base, api, faults, journal);
  }

  /** Starts an empty account. */
  public static OpsgenieSimulator start(OpsgenieOptions options) {
    OpsgenieSimulator simulator = new OpsgenieSimulator(options);
    simulator.server.start();
    return simulator;
  }

  /** What stands for {@code https://api.opsgenie.com}: {@code /v2/…} is below it. */
  public URI url() {
    return server.url();
  }

  /** What stands for {@code https://api.atlassian.com/jsm/ops/integration}. */
  public URI jsmEventsUrl() {
    return URI.create(url() + EVENTS);
  }

  /** What stands for {@code https://api.atlassian.com/jsm/ops/api/{cloudId}/v1}. */
  public URI jsmOpsUrl() {
    return URI.create(url() + ops);
  }

  /** What stands for {@code https://api.atlassian.com/ex/jira/{cloudId}}. */
  public URI jiraUrl() {
    return URI.create(url() + jira);
  }

  /** The page on which people read and act. */
  public URI pageUrl() {
    return URI.create(url() + "/");
  }

  public Faults faults() {
    return faults;
  }

  public Journal journal() {
    return journal;
  }

  /** Opsgenie's API keys. Any other key, also of another region, is answered 401. */
  public Keys apiKeys() {
    return apiKeys;
  }

  /** The API keys of JSM's integration events API. */
  public Keys jsmApiKeys() {
    return jsmApiKeys;
  }

  /** Who may use the Ops API and Jira, as {@code email:token}. */
  public Keys apiTokens() {
    return apiTokens;
  }

  /** Adds a person and returns the Atlassian account id. */
  public String addUser(String email) {
    return directory(it -> it.addPerson(email).accountId());
  }

  /** Jira no longer tells this person's e-mail address. */
  public void hideEmail(String email) {
    change(
        it -> {
          Person person = Directory.known("user", email, it.directory()::person);
          it.directory().replace(new Person(person.id(), person.accountId(), person.email(), true));
        });
  }

  /** Adds a team and returns the id. */
  public String addTeam(String name) {
    return directory(it -> it.addTeam(name).id());
  }

  /** Adds an escalation and returns the id. */
  public String addEscalation(String name) {
    return directory(it -> it.addEscalation(name).id());
  }

  /** Adds a schedule with nobody on call and returns the id. */
  public String addSchedule(String name) {
    return directory(it -> it.addSchedule(name).id());
  }

  /** Puts these people on call, and nobody else. */
  public void setOnCall(String schedule, String... emails) {
    putOnCall(schedule, Stream.of(emails).<OnCall>map(OnCall.User::new).toList());
  }

  /** Puts people on call directly, by team, by escalation or in another one's place. */
  public void putOnCall(String schedule, List<OnCall> participants) {
    change(
        it ->
            it.directory()
                .putOnCall(
                    Directory.known(
                        "schedule",
                        schedule,
                        name ->
                            it.directory()
                                .schedule(name)
                                .or(() -> it.directory().scheduleNamed(name))),
                    participants));
  }

  /** All alerts that are made by now, oldest first. */
  public List<Alert> alerts() {
    synchronized (account) {
      account.requests().settle();
      return account.alerts().stream().map(LiveAlert::snapshot).toList();
    }
  }

  /** The open alert with this alias, else the youngest closed one. */
  public Optional<Alert> alert(String alias) {
    synchronized (account) {
      account.requests().settle();
      return account.alertNamed(alias).map(LiveAlert::snapshot);
    }
  }

  /** A person acknowledges an alert; false when it is acknowledged or closed already. */
  public boolean acknowledgeAs(String email, String alert) {
    return acts.act(Action.ACKNOWLEDGE, email, alert, "");
  }

  /** A person closes an alert; false when it is closed already. */
  public boolean closeAs(String email, String alert) {
    return acts.act(Action.CLOSE, email, alert, "");
  }

  /** A person writes a note on an alert. */
  public void noteAs(String email, String alert, String note) {
    acts.act(Action.NOTE, email, alert, note);
  }

  /** The next creation is promised, then refused by the account's rules with these words. */
  public void rejectNextAlert(String why) {
    change(it -> it.settings().reject(why));
  }

  /** Whether the credentials may read schedules, teams and users; without it 403. */
  public void setConfigurationAccess(boolean allowed) {
    change(it -> it.settings().configurationAccess(allowed));
  }

  public void setRateLimit(RateLimit state) {
    change(it -> it.settings().rateLimit(state));
  }

  /** {@link UnknownResponders#REFUSED} at the start. */
  public void setUnknownResponders(UnknownResponders treatment) {
    change(it -> it.settings().unknownResponders(treatment));
  }

  /** Whether JSM takes responders by name too; at the start by id alone, as it documents. */
  public void setJsmResponderNames(boolean accepted) {
    change(it -> it.settings().jsmResponderNames(accepted));
  }

  /** How long requests wait from now on; see {@link OpsgenieOptions}. */
  public void setProcessing(int earlyReads, Duration time) {
    change(it -> it.settings().processing(earlyReads, time));
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    server.close();
  }

  private <T> T directory(Function<Directory, T> by) {
    synchronized (account) {
      return by.apply(account.directory());
    }
  }

  private void change(Consumer<Account> by) {
    synchronized (account) {
      by.accept(account);
    }
  }
}
