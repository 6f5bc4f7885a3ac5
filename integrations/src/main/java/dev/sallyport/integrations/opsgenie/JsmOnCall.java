package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.oncall.OnCall;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who is on call for a schedule of JSM Operations, now and since the request was made. JSM tells
 * account ids: the configured accounts come first; where they do not name the user, the one whose
 * e-mail address is the Teleport user name is meant, as far as people let it be seen. Anything in
 * doubt is unknown or not on call.
 */
public final class JsmOnCall implements OnCall {
  private final ScheduleOnCall schedules;
  private final String annotation;

  /**
   * @param annotation the request annotation that names schedules
   * @param accounts the Teleport user by Atlassian account id
   * @param onDenied called when Atlassian refuses the API token
   * @param onSkipped told of schedules that could not be read although another one answered
   */
  public JsmOnCall(
      JsmClient jsm,
      String annotation,
      Map<String, String> accounts,
      Runnable onDenied,
      Consumer<String> onSkipped) {
    this.schedules =
        new ScheduleOnCall(jsm, new AtlassianAccounts(jsm, accounts), onDenied, onSkipped);
    this.annotation = annotation;
  }

  @Override
  public String provider() {
    return "jsm";
  }

  @Override
  public Kind kind() {
    return Kind.SCHEDULE;
  }

  @Override
  public String annotation() {
    return annotation;
  }

  @Override
  public Answer ask(Question question) {
    return schedules.ask(question);
  }
}
