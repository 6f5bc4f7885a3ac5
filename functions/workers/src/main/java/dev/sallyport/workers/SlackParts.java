package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.review.ReviewPolicy;
import dev.sallyport.core.review.RoleRule;
import dev.sallyport.core.review.Vendor;
import dev.sallyport.integrations.slack.Background;
import dev.sallyport.integrations.slack.Details;
import dev.sallyport.integrations.slack.Offer;
import dev.sallyport.integrations.slack.SlackClient;
import dev.sallyport.integrations.slack.SlackDestination;
import dev.sallyport.integrations.slack.SlackGestures;
import dev.sallyport.integrations.slack.SlackMembers;
import dev.sallyport.integrations.slack.SlackTeller;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    Key token = key();
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

  /** Slack's side of the way back. */
  Vendor vendor(Supplier<String> signing) {
    Key token = key();
    SlackClient client = client(token);
    return new Vendor(
        new SlackGestures(
            VerificationSecrets.live(signing, surroundings.clock()), slack.teamId(), slack.appId()),
        new SlackMembers(client, slack.teamId(), token::refused),
        new SlackTeller(client, token::refused));
  }

  /** The rules of deciding there. */
  ReviewPolicy policy() {
    Config.Review review = config.review();
    return new ReviewPolicy(
        review.maxAge(),
        review.slackTrait(),
        Set.copyOf(List.of(review.slackTrait(), review.pagerdutyTrait())),
        review.allowEmail(),
        Set.copyOf(review.emailDomains()),
        review.roles());
  }

  private Offer offer(AccessRequest request) {
    RoleRule rule = RoleRule.of(request.roles(), config.review().roles());
    return rule.buttons()
        ? new Offer.Buttons(rule.reasonOnApprove(), rule.reasonOnDeny())
        : new Offer.LinkOnly();
  }

  private Key key() {
    return new Key(
        SlackDestination.NAME, access.secret(), surroundings.signals(), surroundings.clock());
  }

  SlackClient client(Supplier<String> token) {
    return new SlackClient(
        access.url().map(url -> url.resolve("/api/")).orElse(SLACK),
        token,
        surroundings.clock(),
        surroundings.pause());
  }
}
