package dev.sallyport.simulators.secretsmanager;

import dev.sallyport.simulators.aws.AwsError;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The secrets of one account in one region. Whoever calls holds its lock. */
final class Account {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final Map<String, LiveSecret> secrets = new TreeMap<>();
  private final SecretsManagerOptions options;

  Account(SecretsManagerOptions options) {
    this.options = options;
  }

  InstantSource clock() {
    return options.clock();
  }

  Instant now() {
    return options.clock().instant();
  }

  List<LiveSecret> all() {
    return List.copyOf(secrets.values());
  }

  Optional<LiveSecret> named(String name) {
    return Optional.ofNullable(secrets.get(name));
  }

  /**
   * By name or whole ARN.
   *
   * @throws AwsError when there is none
   */
  LiveSecret secret(String id) {
    return named(id)
        .or(() -> all().stream().filter(one -> one.identity().arn().equals(id)).findFirst())
        .orElseThrow(Errors::noSecret);
  }

  /** The name that stands for it in the journal: the one in an ARN too. */
  String nameOf(String id) {
    return all().stream()
        .map(LiveSecret::identity)
        .filter(one -> one.arn().equals(id))
        .map(LiveSecret.Identity::name)
        .findFirst()
        .orElse(id);
  }

  LiveSecret add(String name, String description, String key) {
    String arn =
        "arn:aws:secretsmanager:%s:%s:secret:%s-%s"
            .formatted(options.region(), options.account(), name, suffix(name));
    LiveSecret made = new LiveSecret(new LiveSecret.Identity(arn, name, description, key, now()));
    secrets.put(name, made);
    return made;
  }

  /** Six characters, the same for the same name, so that a run can be told again. */
  private static String suffix(String name) {
    StringBuilder suffix = new StringBuilder();
    int hash = name.hashCode();
    for (int i = 0; i < 6; i++) {
      suffix.append(LETTERS.charAt(Math.floorMod(hash, LETTERS.length())));
      hash = hash / LETTERS.length() + 7;
    }
    return suffix.toString();
  }
}
