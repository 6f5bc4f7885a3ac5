package dev.sallyport.cli;

import dev.sallyport.cli.config.ConfigStore;
import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.LocalQueues;
import dev.sallyport.cli.local.LoopStatus;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.stack.StackQueues;
import dev.sallyport.cli.stack.StackVendors;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.workers.Mail;
import dev.sallyport.workers.SqsMail;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Vendors;
import dev.sallyport.workers.Wiring;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * What an operator's command works on: a stack on AWS, the running local loop, or what a
 * configuration file names.
 *
 * @param store where the configuration comes from
 * @param queues a stack's or the local loop's; absent where there is neither
 * @param oldest since when the oldest message of a queue is there, by queue
 */
record Installation(
    Config config,
    ConfigStore store,
    TeleportClient teleport,
    Wiring wiring,
    Optional<SqsMail> queues,
    Map<String, Instant> oldest)
    implements AutoCloseable {

  /**
   * The one that is meant.
   *
   * @param identity {@code --identity}
   * @throws Refusal when there is none
   */
  static Installation at(Place place, Optional<Path> identity, Signals signals) {
    return switch (place) {
      case Place.Stack stack -> stack.ask(() -> deployed(stack, identity, signals));
      case Place.Loop(RunFile run) ->
          here(place.store(), Path.of(run.config()), Optional.of(run), identity, signals);
      case Place.File(Path file) -> here(place.store(), file, Optional.empty(), identity, signals);
    };
  }

  private static Installation here(
      ConfigStore store,
      Path file,
      Optional<RunFile> run,
      Optional<Path> identity,
      Signals signals) {
    Config read = ConfigReader.local(file.toString(), FileSecrets.read(file));
    Optional<String> given =
        identity
            .map(Path::toString)
            .or(() -> run.map(RunFile::identity).filter(it -> !it.isEmpty()));
    Config reached =
        read.reaching(run.map(RunFile::teleport).orElse(read.teleport().addr()), given);
    return of(
        reached,
        store,
        Wiring.teleport(reached).build(),
        run.map(it -> LocalQueues.at(URI.create(it.sqs()), LocalLoop.queueNames(reached))),
        FileSecrets.vendors(reached, run.map(RunFile::vendors).orElse(Map.of())),
        run.map(it -> LoopStatus.oldest(URI.create(it.status()))).orElse(Map.of()),
        signals);
  }

  /**
   * By the operator's own rights, and with the secret {@code NAME/teleport-read} where no identity
   * is given.
   */
  private static Installation deployed(
      Place.Stack stack, Optional<Path> identity, Signals signals) {
    String name = stack.name();
    Config read = stack.config();
    SecretsManagerClient secrets = AwsClients.secretsManager();
    // A file is named so that the wiring asks for none; who gave none acts with the secret.
    Config reached =
        read.reaching(
            read.teleport().addr(),
            Optional.of(
                identity.map(Path::toString).orElse(name + "/" + SecretNames.TELEPORT_READ)));
    TeleportClient teleport =
        identity.isPresent()
            ? Wiring.teleport(reached).build()
            : Wiring.teleport(reached)
                .identity(
                    () ->
                        Identity.parse(
                            StackVendors.secret(secrets, name, SecretNames.TELEPORT_READ).get()))
                .build();
    return of(
        reached,
        stack.store(),
        teleport,
        Optional.of(StackQueues.of(AwsClients.sqs(), name)),
        StackVendors.of(secrets, name),
        Map.of(),
        signals);
  }

  private static Installation of(
      Config config,
      ConfigStore store,
      TeleportClient teleport,
      Optional<SqsMail> queues,
      Vendors vendors,
      Map<String, Instant> oldest,
      Signals signals) {
    Wiring wiring =
        new Wiring(
            config,
            part -> Optional.ofNullable(config.modes().get(part)).orElseThrow(),
            teleport,
            queues.<Mail>map(it -> it).orElseGet(NoQueues::new),
            vendors,
            Surroundings.real(signals, InstantSource.system()));
    return new Installation(config, store, teleport, wiring, queues, oldest);
  }

  List<String> destinations() {
    return Wiring.destinations(config);
  }

  /**
   * A destination that is configured.
   *
   * @throws Refusal naming those that are
   */
  String destination(String name) {
    if (!destinations().contains(name)) {
      throw new Refusal(
          "there is no destination "
              + name
              + " in the configuration: use one of "
              + String.join(", ", destinations()));
    }
    return name;
  }

  /**
   * The queues.
   *
   * @throws Refusal where none are at hand
   */
  SqsMail queuesAtHand() {
    return queues.orElseThrow(Installation::noQueues);
  }

  private static Refusal noQueues() {
    return new Refusal(
        "a file alone has no queues: run this beside ./sallyport local without --config, or with"
            + " --stack");
  }

  /** What a file alone has. */
  private static final class NoQueues implements Mail {
    @Override
    public Events to(String queue) {
      return _ -> {
        throw noQueues();
      };
    }

    @Override
    public Inbox inbox(String queue) {
      throw new UnsupportedOperationException("nothing is received here");
    }
  }

  @Override
  public void close() {
    queues.ifPresent(it -> it.sqs().close());
    teleport.close();
  }
}
