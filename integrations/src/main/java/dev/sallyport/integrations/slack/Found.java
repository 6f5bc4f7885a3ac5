package dev.sallyport.integrations.slack;

import java.util.Optional;

/**
 * A message as read from a channel.
 *
 * @param botId the bot that wrote it; empty for people
 * @param mark ours, where it bears one; anyone with an app can write such metadata, so look at
 *     {@code botId} too
 */
public record Found(String ts, Optional<String> botId, Optional<Mark> mark) {}
