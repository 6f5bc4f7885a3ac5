package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.review.RoleRule;
import dev.sallyport.core.secret.CachedSecret;
import dev.sallyport.integrations.slack.Background;
import dev.sallyport.integrations.slack.Details;
import dev.sallyport.integrations.slack.Offer;
import dev.sallyport.integrations.slack.SlackClient;
import dev.sallyport.integrations.slack.SlackDestination;
import java.net.URI;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Slack behind the ports. */
record SlackParts(Config config, Config.Slack slack, Access access, Surroundings surroundings) {
  private static final URI SLACK = URI.create("https://slack.com/api/");

  /**
   * @param reviewable whether a person's review can be submitted now
   */
  SlackDestination destination(
      Supplier<Optional<String>> webUrl,
      Function<String, Optional<String>> slackIdOf,
      Function<AccessRequest, Details> details,
      BooleanSupplier reviewable) {
    CachedSecret token = Secrets.cached(access.secret(), surroundings.clock());
    Function<AccessRequest, Offer> offer =
        request -> reviewable.getAsBoolean() ? offer(request) : new Offer.LinkOnly();
    return new SlackDestination(
        client(token),
        config.teleport().cluster(),
        slack,
        new Background(webUrl, slackIdOf, details, offer),
        token::refused,
        surroundings.clock());
  }

  private Offer offer(AccessRequest request) {
    RoleRule rule = RoleRule.of(request.roles(), config.review().roles());
    return rule.buttons()
        ? new Offer.Buttons(rule.reasonOnApprove(), rule.reasonOnDeny())
        : new Offer.LinkOnly();
  }

  SlackClient client(Supplier<String> token) {
    return new SlackClient(
        access.url().map(url -> url.resolve("/api/")).orElse(SLACK),
        token,
        surroundings.clock(),
        surroundings.pause());
  }
}
