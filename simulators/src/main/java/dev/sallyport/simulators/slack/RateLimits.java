package dev.sallyport.simulators.slack;

/**
 * Which of Slack's rate limits hold. They follow the workspace's clock.
 *
 * @param perMethod calls per method in any 60 seconds: 20, 50 or 100 by the method's published
 *     tier; 300 for {@code chat.postMessage} ("several hundred") and 600 for {@code auth.test} and
 *     {@code chat.getPermalink} ("hundreds")
 * @param perChannel {@code chat.postMessage} to one channel: one a second after a burst of three;
 *     Slack allows short bursts without saying how long
 */
public record RateLimits(boolean perMethod, boolean perChannel) {
  public static final RateLimits ON = new RateLimits(true, true);
  public static final RateLimits OFF = new RateLimits(false, false);
}
