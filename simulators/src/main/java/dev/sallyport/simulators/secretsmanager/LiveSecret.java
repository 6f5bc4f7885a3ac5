package dev.sallyport.simulators.secretsmanager;

import dev.sallyport.simulators.aws.AwsError;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A secret with its versions and labels (AWS, Secrets Manager API Reference, PutSecretValue and
 * UpdateSecretVersionStage). Whoever calls holds the account's lock.
 */
final class LiveSecret {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";
  static final String PENDING = "AWSPENDING";

  private record Content(Instant created, Optional<String> value) {}

  private final Identity identity;
  private final Map<String, Content> versions = new LinkedHashMap<>();
  private final Map<String, String> stages = new LinkedHashMap<>();
  private Instant changed;
  private Optional<Instant> rotated = Optional.empty();
  private Optional<String> function = Optional.empty();

  LiveSecret(Identity identity) {
    this.identity = identity;
    changed = identity.created();
  }

  /** What is settled when it is made. */
  record Identity(String arn, String name, String description, String key, Instant created) {}

  Identity identity() {
    return identity;
  }

  Instant changed() {
    return changed;
  }

  Optional<Instant> rotated() {
    return rotated;
  }

  /** The function that rotates it. */
  Optional<String> function() {
    return function;
  }

  void rotatedBy(String arn) {
    function = Optional.of(arn);
  }

  void rotatedAt(Instant time) {
    rotated = Optional.of(time);
  }

  /**
   * Stores a version. The same again is ignored, labels included.
   *
   * @throws AwsError when the version holds something else
   */
  void put(String id, String value, List<String> labels, Instant now) {
    Optional<Content> there = Optional.ofNullable(versions.get(id));
    Optional<String> stored = there.flatMap(Content::value);
    if (stored.isPresent()) {
      if (stored.get().equals(value)) {
        return;
      }
      throw Errors.exists("You can't modify the value of a version that exists: " + id);
    }
    versions.put(id, new Content(now, Optional.of(value)));
    changed = now;
    labels.forEach(label -> attach(label, id));
    if (!stages.containsKey(CURRENT)) {
      attach(CURRENT, id);
    }
  }

  /** What a rotation begins with: the label, and nothing stored under it. */
  void announce(String id, Instant now) {
    versions.putIfAbsent(id, new Content(now, Optional.empty()));
    attach(PENDING, id);
  }

  /** Moves a label, or takes it away. */
  void move(String label, Optional<String> from, Optional<String> to) {
    Optional<String> holder = holder(label);
    if (to.filter(id -> !versions.containsKey(id)).isPresent()
        || from.filter(id -> !versions.containsKey(id)).isPresent()) {
      throw Errors.notFound("Secrets Manager can't find the specified secret version.");
    }
    if (from.isPresent() && !holder.equals(from)) {
      throw Errors.parameter(
          "The version in RemoveFromVersionId doesn't have the staging label " + label);
    }
    if (holder.isPresent() && from.isEmpty() && !holder.equals(to)) {
      throw Errors.parameter(
          "The parameter RemoveFromVersionId can't be empty. Staging label "
              + label
              + " is currently attached to version "
              + holder.get()
              + ", so you must explicitly reference that version in RemoveFromVersionId.");
    }
    if (to.isPresent()) {
      attach(label, to.get());
    } else if (label.equals(CURRENT)) {
      throw Errors.parameter(
          "You can only move staging label AWSCURRENT to a different secret version. It can't be"
              + " completely removed.");
    } else {
      stages.remove(label);
    }
  }

  private void attach(String label, String id) {
    Optional<String> before = Optional.ofNullable(stages.put(label, id));
    if (label.equals(CURRENT)) {
      before.filter(other -> !other.equals(id)).ifPresent(other -> stages.put(PREVIOUS, other));
    }
  }

  Optional<String> holder(String label) {
    return Optional.ofNullable(stages.get(label));
  }

  /** Whether a rotation has begun and not ended (AWS, RotateSecret). */
  boolean isRotating() {
    Optional<String> pending = holder(PENDING);
    return pending.isPresent() && !pending.equals(holder(CURRENT));
  }

  Optional<Version> version(String id) {
    return Optional.ofNullable(versions.get(id))
        .map(content -> new Version(id, content.created(), content.value(), labels(id)));
  }

  /** Those with a label. The others are deprecated, and are still there for those who know them. */
  List<Version> labelled() {
    return versions.keySet().stream()
        .flatMap(id -> version(id).stream())
        .filter(version -> !version.stages().isEmpty())
        .toList();
  }

  private Set<String> labels(String id) {
    return stages.entrySet().stream()
        .filter(entry -> entry.getValue().equals(id))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
