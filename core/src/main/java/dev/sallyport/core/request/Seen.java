package dev.sallyport.core.request;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.text.UserText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last truth that was seen of a request, kept so that its end can be told after it is gone.
 *
 * @param reviews how many there were
 * @param expires the end of the access
 * @param requestExpires the end of the request object
 * @param roles the first 50, each cut to 200 characters
 * @param gone when its DELETE was watched
 */
public record Seen(
    int v,
    RequestState state,
    int reviews,
    String revision,
    Optional<Instant> expires,
    Optional<Instant> requestExpires,
    String user,
    List<String> roles,
    Optional<Instant> created,
    Optional<Instant> gone,
    @JsonAnyGetter Map<String, JsonNode> more) {

  public static final String KEY = "seen";

  /** Teleport bounds plugin data and not a request's roles. */
  private static final int MOST_ROLES = 50;

  private static final int MOST_LETTERS = 200;

  @JsonCreator
  public Seen(
      @JsonProperty("v") int v,
      @JsonProperty(value = "state", required = true) RequestState state,
      @JsonProperty("reviews") int reviews,
      @JsonProperty(value = "revision", required = true) String revision,
      @JsonProperty("expires") Optional<Instant> expires,
      @JsonProperty("requestExpires") Optional<Instant> requestExpires,
      @JsonProperty(value = "user", required = true) String user,
      @JsonProperty(value = "roles", required = true) List<String> roles,
      @JsonProperty("created") Optional<Instant> created,
      @JsonProperty("gone") Optional<Instant> gone,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.v = v;
    this.state = state;
    this.reviews = reviews;
    this.revision = revision;
    this.expires = expires;
    this.requestExpires = requestExpires;
    this.user = user;
    this.roles = List.copyOf(roles);
    this.created = created;
    this.gone = gone;
    this.more = Map.copyOf(more);
  }

  /** The truth of this moment, keeping what a newer version wrote beside it. */
  public static Seen of(AccessRequest request, Optional<Seen> before) {
    return new Seen(
        1,
        request.state(),
        request.reviews().size(),
        request.revision(),
        request.accessExpires(),
        request.requestExpires(),
        UserText.line(request.user(), MOST_LETTERS),
        request.roles().stream()
            .limit(MOST_ROLES)
            .map(role -> UserText.line(role, MOST_LETTERS))
            .toList(),
        request.created(),
        Optional.empty(),
        before.map(Seen::more).orElse(Map.of()));
  }

  /** Whether a listed request differs from what was seen of it. */
  public boolean differsFrom(AccessRequest request) {
    return state != request.state() || reviews != request.reviews().size();
  }

  /** The same, with a DELETE that was watched. */
  public Seen goneAt(Instant at) {
    return new Seen(
        v,
        state,
        reviews,
        revision,
        expires,
        requestExpires,
        user,
        roles,
        created,
        Optional.of(at),
        more);
  }

  /** What memory says was seen; empty when nothing was, or nothing that can be read. */
  public static Optional<Seen> in(Entries entries) {
    return switch (Documents.read(entries.ours(KEY), Seen.class)) {
      case Documents.Stored.Known(Seen seen) -> Optional.of(seen);
      case Documents.Stored.Newer<Seen>(Seen seen, int _) -> Optional.of(seen);
      case Documents.Stored.Absent<Seen> _, Documents.Stored.Unreadable<Seen> _ -> Optional.empty();
    };
  }
}
