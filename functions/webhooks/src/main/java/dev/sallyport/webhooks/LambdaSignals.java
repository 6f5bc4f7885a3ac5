package dev.sallyport.webhooks;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes each signal as one line of JSON to the function's log. */
final class LambdaSignals implements Signals {
  private final LambdaLogger log = LambdaRuntime.getLogger();
  private final String cluster;
  private final InstantSource clock;

  LambdaSignals(String cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public void say(Signal signal) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("timestamp", clock.instant().toString());
    line.put("level", level(signal.level()));
    line.put("cluster", cluster);
    line.put("event", signal.event());
    line.put("message", signal.text());
    line.putAll(new TreeMap<>(signal.fields()));
    log.log(new String(JsonText.write(line), StandardCharsets.UTF_8) + "\n");
  }

  private static String level(Signal.Level level) {
    return switch (level) {
      case INFO -> "INFO";
      case WARNING -> "WARN";
      case ALARM -> "ERROR";
    };
  }
}
