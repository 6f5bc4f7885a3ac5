package dev.sallyport.poller;

import dev.sallyport.core.event.Cause;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/** What the poller counts. */
final class Metrics {
  private static final String PREFIX = "sallyport_poller_";

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter hints =
      Counter.builder()
          .name(PREFIX + "hints_total")
          .help("Hints that requests are worth a look.")
          .labelNames("cause")
          .register(registry);
  private final Counter sent = counter("sent_total", "Hints that the queue took.");
  private final Counter failed = counter("send_failures_total", "Tries that the queue failed.");
  private final Counter dropped = counter("dropped_total", "Hints dropped, for a list to replace.");
  private final Counter connections = counter("connections_total", "Watches that began.");
  private final Counter complaints = counter("alarms_total", "Alarms about the cluster.");

  PrometheusRegistry registry() {
    return registry;
  }

  void hint(Cause cause) {
    hints.labelValues(cause.word()).inc();
  }

  void sent() {
    sent.inc();
  }

  void failed() {
    failed.inc();
  }

  void dropped() {
    dropped.inc();
  }

  void connected() {
    connections.inc();
  }

  void alarm() {
    complaints.inc();
  }

  double connections() {
    return connections.get();
  }

  void outbox(IntSupplier size) {
    gauge("outbox_hints", "Hints that wait for the queue.", size::getAsInt);
  }

  void vitals(DoubleSupplier connected, DoubleSupplier silence, DoubleSupplier identityLeft) {
    gauge("connected", "Whether a watch stands.", connected);
    gauge("silence_seconds", "Seconds since the cluster was last heard.", silence);
    gauge("identity_seconds_left", "Seconds until the identity ends.", identityLeft);
  }

  private Counter counter(String name, String help) {
    return Counter.builder().name(PREFIX + name).help(help).register(registry);
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    var _ =
        GaugeWithCallback.builder()
            .name(PREFIX + name)
            .help(help)
            .callback(callback -> callback.call(value.getAsDouble()))
            .register(registry);
  }
}
