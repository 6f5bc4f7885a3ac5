package dev.sallyport.cli;

import dev.sallyport.cli.config.ConfigStore;
import dev.sallyport.cli.config.FileStore;
import dev.sallyport.cli.config.ParameterStore;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.ConfigParameter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the installation is that a command is for. */
sealed interface Place {
  /** The stack that is meant where nothing else is. */
  String STANDARD = "sallyport";

  /** For people. */
  String words();

  /** Where its configuration is stored. */
  ConfigStore store();

  /** Says which it is, before anything is changed there. */
  default void announce(PrintWriter out) {
    out.println("acting on " + words());
    out.flush();
  }

  /** Asks something of it, for the first time. */
  default <T> T ask(Supplier<T> question) {
    return question.get();
  }

  /**
   * A deployment on AWS.
   *
   * @param named whether somebody named it; else it is the last there may be
   */
  record Stack(String name, boolean named) implements Place {
    @Override
    public String words() {
      return "the stack " + name + " on AWS";
    }

    @Override
    public ConfigStore store() {
      return new ParameterStore(
          new ConfigParameter(AwsClients.ssm(), ConfigParameter.nameOf(name)));
    }

    /**
     * Its configuration, read.
     *
     * @throws Refusal when none is stored
     */
    Config config() {
      ConfigStore store = store();
      return ConfigReader.deployed(store.name(), store.existing().text());
    }

    /**
     * Where nobody named it, a refusal says what else could be meant.
     *
     * @throws Refusal when it is not there, or AWS cannot be asked
     */
    @Override
    public <T> T ask(Supplier<T> question) {
      try {
        return question.get();
      } catch (RuntimeException e) {
        if (!named && (e instanceof Refusal || AwsFailure.ofSettings(e).isPresent())) {
          throw new Refusal(
              words()
                  + " is not to be had: "
                  + AwsFailure.ofSettings(e).orElse(String.valueOf(e.getMessage()))
                  + ". That stack is meant where nothing else is named: name another with --stack"
                  + " or SALLYPORT_STACK, or a file with --config, or start ./sallyport local");
        }
        throw e;
      }
    }
  }

  /** The running local loop. */
  record Loop(RunFile run) implements Place {
    @Override
    public String words() {
      return "the local loop (process %d, %s %s)"
          .formatted(
              run.pid(), run.simulated() ? "simulated cluster" : "real cluster", run.cluster());
    }

    @Override
    public ConfigStore store() {
      return new FileStore(Path.of(run.config()));
    }
  }

  /** What a file on this machine names. */
  record File(Path path) implements Place {
    @Override
    public String words() {
      return "what " + path + " names";
    }

    @Override
    public ConfigStore store() {
      return new FileStore(path);
    }
  }

  /**
   * The one rule: what an option names; else the stack of the variable; else the running local
   * loop; else the stack of the usual name.
   *
   * @param flag {@code --stack}
   * @param config {@code --config}
   * @param variable {@code SALLYPORT_STACK}
   * @throws Refusal when two are named
   */
  static Place of(
      Optional<String> flag,
      Optional<Path> config,
      Optional<String> variable,
      Supplier<Optional<RunFile>> loop) {
    if (flag.isPresent() && config.isPresent()) {
      throw new Refusal("--config and --stack name two installations: give one of them");
    }
    return flag.<Place>map(name -> new Stack(name, true))
        .or(() -> config.map(File::new))
        .or(() -> variable.map(name -> new Stack(name, true)))
        .or(() -> loop.get().map(Loop::new))
        .orElseGet(() -> new Stack(STANDARD, false));
  }
}
