package dev.sallyport.webhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.signal.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes what a vendor delivers by API Gateway (HTTP API, payload format 2.0). Deployed once for
 * each vendor. It answers within 2.5 seconds once it runs.
 */
public final class Webhooks implements RequestStreamHandler {
  private final JsonFactory json = new JsonFactory();
  private final Door door;

  /**
   * As Lambda makes it.
   *
   * @throws dev.sallyport.core.config.ConfigError naming the variable that is missing
   */
  public Webhooks() {
    this(System.getenv(), InstantSource.system());
    Thread.ofPlatform().daemon().name("prepare").start(door::prepare);
  }

  private Webhooks(Map<String, String> variables, InstantSource clock) {
    this(
        variables,
        new LambdaSignals(new Environment(variables).required("SALLYPORT_CLUSTER"), clock),
        clock);
  }

  /**
   * With real adapters, as the variables say.
   *
   * @param variables {@code SALLYPORT_VENDOR}, {@code slack} or {@code pagerduty}; {@code
   *     SALLYPORT_QUEUE_REVIEWS_SLACK} or {@code …_PAGERDUTY}, the queue's address; {@code
   *     SALLYPORT_SLACK_SIGNING_SECRET_ARN} or {@code SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_ARN} or,
   *     for a run on one machine, {@code …_FILE}; and AWS's own
   * @throws dev.sallyport.core.config.ConfigError naming the variable that is missing
   */
  public Webhooks(Map<String, String> variables, Signals signals, InstantSource clock) {
    this(new Wiring(new Environment(variables), signals, clock).door());
  }

  /**
   * For Slack, with adapters of the caller's.
   *
   * @param secret reads what is stored, see {@link
   *     dev.sallyport.core.delivery.VerificationSecrets}; may throw
   */
  public Webhooks(
      Supplier<String> secret, DeliveryQueue queue, Signals signals, InstantSource clock) {
    this(new Door(new Slack(), VerificationSecrets.live(secret, clock), queue, signals, clock));
  }

  /**
   * For PagerDuty, with adapters of the caller's.
   *
   * @param secret reads what is stored, see {@link
   *     dev.sallyport.core.delivery.VerificationSecrets}; may throw
   */
  public static Webhooks pagerduty(
      Supplier<String> secret, DeliveryQueue queue, Signals signals, InstantSource clock) {
    return new Webhooks(
        new Door(new PagerDuty(), VerificationSecrets.live(secret, clock), queue, signals, clock));
  }

  private Webhooks(Door door) {
    this.door = door;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    write(answer(ApiEvent.read(event)), response);
  }

  private Answer answer(ApiEvent.Reading reading) {
    // A switch over types loads a hundred classes, once for each cold start.
    return reading instanceof ApiEvent.Reading.Read read
        ? handle(read.call())
        : ((ApiEvent.Reading.Refused) reading).answer();
  }

  /** Without API Gateway around it. */
  public Answer handle(Call call) {
    return door.handle(call);
  }

  private void write(Answer answer, OutputStream response) throws IOException {
    try (JsonGenerator out = json.createGenerator(response)) {
      out.writeStartObject();
      out.writeNumberField("statusCode", answer.status());
      out.writeObjectFieldStart("headers");
      out.writeStringField("content-type", "text/plain; charset=utf-8");
      out.writeStringField("x-content-type-options", "nosniff");
      out.writeEndObject();
      out.writeStringField("body", answer.body());
      out.writeBooleanField("isBase64Encoded", false);
      out.writeEndObject();
    }
  }
}
