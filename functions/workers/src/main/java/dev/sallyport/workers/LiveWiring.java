package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.teleport.TeleportClient;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** The wiring of the configuration as it is stored now: another one is wired anew. */
final class LiveWiring {
  private record Wired(Config config, TeleportClient teleport, Wiring wiring) {}

  private final Supplier<Config> config;
  private final Function<Config, TeleportClient> connect;
  private final BiFunction<Config, TeleportClient, Wiring> wire;
  private Optional<Wired> wired = Optional.empty();

  LiveWiring(
      Supplier<Config> config,
      Function<Config, TeleportClient> connect,
      BiFunction<Config, TeleportClient, Wiring> wire) {
    this.config = config;
    this.connect = connect;
    this.wire = wire;
  }

  /** Something made of the wiring, made again when the wiring changes. */
  <T> Supplier<T> part(Function<Wiring, T> make) {
    return new Part<>(this, make);
  }

  synchronized Wiring now() {
    Config current = config.get();
    if (wired.isEmpty() || !wired.get().config().equals(current)) {
      wired = Optional.of(wired(current));
    }
    return wired.orElseThrow().wiring();
  }

  private Wired wired(Config current) {
    TeleportClient teleport =
        wired
            .filter(before -> before.config().teleport().equals(current.teleport()))
            .map(Wired::teleport)
            .orElseGet(() -> connect.apply(current));
    wired
        .map(Wired::teleport)
        .filter(before -> before != teleport)
        .ifPresent(TeleportClient::close);
    return new Wired(current, teleport, wire.apply(current, teleport));
  }

  private static final class Part<T> implements Supplier<T> {
    private record Made<T>(Wiring from, T part) {}

    private final LiveWiring live;
    private final Function<Wiring, T> make;
    private Optional<Made<T>> made = Optional.empty();

    Part(LiveWiring live, Function<Wiring, T> make) {
      this.live = live;
      this.make = make;
    }

    @Override
    public synchronized T get() {
      Wiring now = live.now();
      if (made.isEmpty() || made.get().from() != now) {
        made = Optional.of(new Made<>(now, make.apply(now)));
      }
      return made.orElseThrow().part();
    }
  }
}
