package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Brings webhooks to where their subscriptions want them, one attempt at a time. */
final class Deliveries implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(LIMIT)
          .build();
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
    HttpRequest.Builder request =
        HttpRequest.newBuilder(delivery.url()).POST(BodyPublishers.ofByteArray(delivery.bytes()));
    delivery.headers().forEach(request::header);
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request.build(), BodyHandlers.discarding());
    try {
      return Posted.answered(answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS).statusCode());
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Posted.unreached("no answer within 5 seconds");
    } catch (ExecutionException e) {
      return failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Posted.unreached("closed");
    }
  }

  /** Of all failures of TLS, only a certificate that has run out is worth another try. */
  private static Posted failed(ExecutionException e) {
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
    client.shutdownNow();
  }
}
