package dev.sallyport.simulators.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import dev.sallyport.simulators.http.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A workspace with two people and one channel, and Slack's own client. */
abstract class SlackTestBase {
  static final String TOKEN = "xoxb-of-this-test";
  static final String SECRET = "test-secret-not-real";

  final MovableClock clock = new MovableClock();
  final SlackSimulator slack = SlackSimulator.start(options(clock));
  final MethodsClient client = client(slack, TOKEN);
  String alice = "";
  String bob = "";
  String channel = "";

  SlackOptions options(MovableClock time) {
    return SlackOptions.defaults()
        .withClock(time)
        .withToken(TOKEN)
        .withSigningSecret(SECRET)
        .withRateLimits(RateLimits.OFF);
  }

  static MethodsClient client(SlackSimulator slack, String token) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.url() + "/api/");
    config.setStatsEnabled(false);
    return Slack.getInstance(config).methods(token);
  }

  @BeforeEach
  void fill() {
    alice = slack.addUser(Person.named("Alice Example", "alice@example.com"));
    bob = slack.addUser(Person.named("Bob Example", "bob@example.com"));
    channel = slack.addChannel("access-requests");
    slack.invite(channel, alice, bob);
    slack.inviteBot(channel);
  }

  @AfterEach
  void stop() {
    slack.close();
  }

  /** A message with a reason to type and two buttons. */
  static final String REQUEST_BLOCKS =
      """
      [{"type":"section","block_id":"about","text":{"type":"mrkdwn","text":"*Alice* asks for `admin`"}},
       {"type":"input","block_id":"reason_block","optional":true,
        "label":{"type":"plain_text","text":"Reason"},
        "element":{"type":"plain_text_input","action_id":"reason","max_length":300}},
       {"type":"actions","block_id":"review_block","elements":[
        {"type":"button","action_id":"approve_button","style":"primary","value":"id-1",
         "text":{"type":"plain_text","text":"Approve"},
         "confirm":{"title":{"type":"plain_text","text":"Approve?"},
          "text":{"type":"mrkdwn","text":"For *all* to see"},
          "confirm":{"type":"plain_text","text":"Yes"},"deny":{"type":"plain_text","text":"No"}}},
        {"type":"button","action_id":"deny_button","style":"danger","value":"id-1",
         "text":{"type":"plain_text","text":"Deny"}},
        {"type":"button","action_id":"open_button","url":"https://teleport.example.com/",
         "text":{"type":"plain_text","text":"Open"}}]}]\
      """;
}
