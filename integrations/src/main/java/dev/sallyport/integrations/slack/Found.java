package dev.sallyport.integrations.slack;

import java.util.Optional;

/**
 * A message as read from a channel.
 *
 * @param threadTs of the thread that it is in, its own {@code ts} where it began one
 * @param botId the bot that wrote it; empty for people
 * @param text mrkdwn, as anyone may have written it
 * @param mark ours, where it bears one; anyone with an app can write such metadata, so look at
 *     {@code botId} too
 */
public record Found(
    String ts,
    Optional<String> threadTs,
    Optional<String> botId,
    String text,
    Optional<Mark> mark) {
  /** Not what users wrote. */
  @Override
  public String toString() {
    return "Found[ts=" + ts + ", botId=" + botId + ", mark=" + mark + "]";
  }
}
