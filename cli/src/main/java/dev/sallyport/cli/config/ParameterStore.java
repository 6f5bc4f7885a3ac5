package dev.sallyport.cli.config;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.integrations.aws.ConfigParameter;
import java.util.Optional;

/** A stack's parameter. AWS counts its versions, and keeps the older ones for a while. */
public record ParameterStore(ConfigParameter parameter) implements ConfigStore {
  @Override
  public String name() {
    return parameter.name();
  }

  @Override
  public Optional<Stored> read() {
    return parameter
        .read()
        .map(stored -> new Stored(stored.text(), Long.toString(stored.version())));
  }

  @Override
  public boolean mayLoseWrites() {
    return true;
  }

  /** AWS has no write with a condition, so the version that comes back tells of a race. */
  @Override
  public String replace(Optional<Stored> read, String text) {
    Optional<Stored> now = read();
    if (!now.equals(read)) {
      throw new Outdated(
          name()
              + " was changed meanwhile: version "
              + version(now)
              + " is stored, and version "
              + version(read)
              + " was compared. Run it again");
    }
    long written = parameter.write(text);
    long expected = read.map(it -> Long.parseLong(it.version())).orElse(0L) + 1;
    if (written > expected) {
      throw new Refusal(
          "stored as version "
              + written
              + ", but somebody else stored version "
              + (written - 1)
              + " in the same moment, which is replaced now: compare them with aws ssm"
              + " get-parameter-history --name "
              + name());
    }
    return "version " + written;
  }

  private static String version(Optional<Stored> stored) {
    return stored.map(Stored::version).orElse("none");
  }
}
