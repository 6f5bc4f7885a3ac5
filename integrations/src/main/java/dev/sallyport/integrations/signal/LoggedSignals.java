package dev.sallyport.integrations.signal;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes each signal as one log line with the cluster, the request and the event as fields. */
public final class LoggedSignals implements Signals {
  private static final Logger LOG = LoggerFactory.getLogger("sallyport");

  private final String cluster;

  public LoggedSignals(String cluster) {
    this.cluster = cluster;
  }

  @Override
  public void say(Signal signal) {
    LoggingEventBuilder line =
        switch (signal.level()) {
          case INFO -> LOG.atInfo();
          case WARNING -> LOG.atWarn();
          case ALARM -> LOG.atError();
        };
    line = line.addKeyValue("cluster", cluster).addKeyValue("event", signal.event());
    if (!signal.requestId().isEmpty()) {
      line = line.addKeyValue("request_id", signal.requestId());
    }
    for (var field : signal.fields().entrySet()) {
      line = line.addKeyValue(field.getKey(), field.getValue());
    }
    line.log(signal.text());
  }
}
