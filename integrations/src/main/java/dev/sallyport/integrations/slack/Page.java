package dev.sallyport.integrations.slack;

import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.model.Conversation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of messages or channels. Slack's own classes read the blocks and attachments of everyone's
 * messages too, and one that they cannot read would hide ours; this reads only what is asked for.
 */
final class Page implements SlackApiTextResponse {
  private boolean ok;
  private @Nullable String error;
  private @Nullable String warning;
  private @Nullable String needed;
  private @Nullable String provided;
  private @Nullable List<Entry> messages;
  private @Nullable List<Conversation> channels;
  private @Nullable Boolean hasMore;
  private @Nullable Cursor responseMetadata;
  private transient Map<String, List<String>> headers = Map.of();

  private record Cursor(@Nullable String nextCursor) {}

  private record Metadata(@Nullable String eventType, @Nullable Map<String, Object> eventPayload) {}

  private record Entry(@Nullable String ts, @Nullable String botId, @Nullable Metadata metadata) {
    Optional<Found> found() {
      return Optional.ofNullable(ts).map(it -> new Found(it, Optional.ofNullable(botId), mark()));
    }

    private Optional<Mark> mark() {
      return metadata == null || metadata.eventType() == null || metadata.eventPayload() == null
          ? Optional.empty()
          : Mark.of(metadata.eventType(), metadata.eventPayload());
    }
  }

  /** Empty where the answer has no list of messages. */
  Optional<List<Found>> found() {
    return Optional.ofNullable(messages)
        .map(
            all ->
                all.stream().filter(Objects::nonNull).flatMap(it -> it.found().stream()).toList());
  }

  /** Empty where the answer has no list of channels. */
  Optional<List<Channel>> listed() {
    return Optional.ofNullable(channels)
        .map(all -> all.stream().flatMap(it -> Channel.of(it).stream()).toList());
  }

  /** Where the next page begins; empty at the end. */
  String next() {
    return responseMetadata == null
        ? ""
        : Objects.requireNonNullElse(responseMetadata.nextCursor(), "");
  }

  /** Whether Slack says that there is more, with or without telling where. */
  boolean more() {
    return !next().isEmpty() || Boolean.TRUE.equals(hasMore);
  }

  @Override
  public boolean isOk() {
    return ok;
  }

  @Override
  public void setOk(boolean ok) {
    this.ok = ok;
  }

  @Override
  public @Nullable String getWarning() {
    return warning;
  }

  @Override
  public void setWarning(String warning) {
    this.warning = warning;
  }

  @Override
  public @Nullable String getError() {
    return error;
  }

  @Override
  public void setError(String error) {
    this.error = error;
  }

  @Override
  public @Nullable String getNeeded() {
    return needed;
  }

  @Override
  public void setNeeded(String needed) {
    this.needed = needed;
  }

  @Override
  public @Nullable String getProvided() {
    return provided;
  }

  @Override
  public void setProvided(String provided) {
    this.provided = provided;
  }

  @Override
  public Map<String, List<String>> getHttpResponseHeaders() {
    return headers;
  }

  @Override
  public void setHttpResponseHeaders(Map<String, List<String>> headers) {
    this.headers = headers;
  }
}
