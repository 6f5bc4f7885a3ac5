package dev.sallyport.cli;

import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.LocalQueues;
import dev.sallyport.cli.local.LoopStatus;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.workers.Mail;
import dev.sallyport.workers.SqsMail;
import dev.sallyport.workers.Surroundings;
import dev.sallyport.workers.Wiring;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator's command works on: the running local loop, or what a configuration file names.
 *
 * @param queues the local loop's; absent where none runs
 * @param oldest since when the oldest message of a queue is there, by queue
 */
record Installation(
    Config config,
    TeleportClient teleport,
    Wiring wiring,
    Optional<SqsMail> queues,
    Map<String, Instant> oldest)
    implements AutoCloseable {

  /**
   * Finds it.
   *
   * @param config {@code --config}; absent = the running local loop's
   * @param identity {@code --identity}
   * @throws Refusal when there is neither
   */
  static Installation find(Optional<Path> config, Optional<Path> identity, Signals signals) {
    Optional<RunFile> run = config.isPresent() ? Optional.empty() : RunFile.find();
    Path file =
        config
            .or(() -> run.map(it -> Path.of(it.config())))
            .orElseThrow(
                () ->
                    new Refusal(
                        "no local loop runs: start it with ./sallyport local, or name your"
                            + " sallyport.toml with --config"));
    Config read = ConfigReader.local(file.toString(), FileSecrets.read(file));
    Optional<String> given =
        identity
            .map(Path::toString)
            .or(() -> run.map(RunFile::identity).filter(it -> !it.isEmpty()));
    Config reached =
        read.reaching(run.map(RunFile::teleport).orElse(read.teleport().addr()), given);
    Map<String, String> urls = run.map(RunFile::vendors).orElse(Map.of());
    TeleportClient teleport = Wiring.teleport(reached).build();
    Optional<SqsMail> queues =
        run.map(it -> LocalQueues.at(URI.create(it.sqs()), LocalLoop.queueNames(reached)));
    return new Installation(
        reached,
        teleport,
        new Wiring(
            reached,
            part -> Optional.ofNullable(reached.modes().get(part)).orElseThrow(),
            teleport,
            queues.<Mail>map(it -> it).orElseGet(NoQueues::new),
            FileSecrets.vendors(reached, urls),
            Surroundings.real(signals, InstantSource.system())),
        queues,
        run.map(it -> LoopStatus.oldest(URI.create(it.status()))).orElse(Map.of()));
  }

  List<String> destinations() {
    return Wiring.destinations(config);
  }

  /** Where no local loop runs. */
  private static final class NoQueues implements Mail {
    @Override
    public Events to(String queue) {
      return _ -> {
        throw new Refusal("no queue is at hand: run this beside ./sallyport local");
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
