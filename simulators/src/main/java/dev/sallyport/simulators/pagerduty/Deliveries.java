package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import dev.sallyport.simulators.http.Post;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Brings webhooks to where their subscriptions want them, one attempt at a time. */
final class Deliveries implements AutoCloseable {
  private final Post post = new Post(Duration.ofSeconds(5));
  private final Faults faults;
  private final Journal journal;

  Deliveries(Faults faults, Journal journal) {
    this.faults = faults;
    this.journal = journal;
  }

  Posted attempt(Delivery delivery) {
    Call call = new Call("pagerduty", "webhook " + delivery.eventType(), delivery.incident());
    Fault fault = faults.on(call);
    Posted posted = attempt(delivery, fault);
    String told = posted.status() == 0 ? posted.reason() : Integer.toString(posted.status());
    journal.add(call, delivery.subscription(), fault, told);
    return posted;
  }

  private Posted attempt(Delivery delivery, Fault fault) {
    return switch (fault) {
      case Fault.None() -> post(delivery);
      case Fault.Refuse(int status, String _) -> Posted.answered(status);
      case Fault.CutBefore() -> Posted.unreached("never delivered");
      case Fault.CutAfter() -> {
        post(delivery);
        yield Posted.unreached("the answer was lost");
      }
      case Fault.Delay(Duration pause) ->
          Pause.of(pause) ? post(delivery) : Posted.unreached("closed");
    };
  }

  private Posted post(Delivery delivery) {
    try {
      return Posted.answered(post.send(delivery.url(), delivery.headers(), delivery.bytes()));
    } catch (HttpTimeoutException e) {
      return Posted.unreached("no answer within 5 seconds");
    } catch (IOException e) {
      return failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Posted.unreached("closed");
    }
  }

  /** Of all failures of TLS, only a certificate that has run out is worth another try. */
  private static Posted failed(IOException e) {
    if (causedBy(e, SSLException.class) && !causedBy(e, CertificateExpiredException.class)) {
      return Posted.insecure("TLS failed");
    }
    return Posted.unreached(
        causedBy(e, ConnectException.class) ? "nobody listens" : "the connection broke");
  }

  private static boolean causedBy(Throwable e, Class<? extends Throwable> kind) {
    return Stream.<Throwable>iterate(e, it -> it != null, Throwable::getCause)
        .anyMatch(kind::isInstance);
  }

  @Override
  public void close() {
    post.close();
  }
}
