package dev.sallyport.integrations.slack;

import dev.sallyport.core.request.AccessRequest;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What Teleport tells for our messages.
 *
 * @param webUrl {@code https://host} where people decide; empty where the cluster has no such page
 * @param slackIdOf a Teleport user's Slack id, where Teleport knows it
 * @param details friendly names
 * @param offer what readers of a message about the request can do
 */
public record Background(
    Supplier<Optional<String>> webUrl,
    Function<String, Optional<String>> slackIdOf,
    Function<AccessRequest, Details> details,
    Function<AccessRequest, Offer> offer) {}
