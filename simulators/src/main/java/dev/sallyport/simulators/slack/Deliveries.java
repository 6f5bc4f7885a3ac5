package dev.sallyport.simulators.slack;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.fault.Pause;
import dev.sallyport.simulators.http.Post;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** Brings clicks to the request URL. Whatever goes wrong is shown to the person, not repeated. */
final class Deliveries implements AutoCloseable {
  private final Post post = new Post(Duration.ofSeconds(3));
  private final Faults faults;
  private final Journal journal;

  Deliveries(Faults faults, Journal journal) {
    this.faults = faults;
    this.journal = journal;
  }

  Pressed deliver(Delivery delivery, Optional<URI> requestUrl) {
    String path = requestUrl.map(URI::getPath).orElse("");
    Call call = new Call("slack", "interaction", path);
    Fault fault = faults.on(call);
    Pressed pressed =
        requestUrl
            .map(url -> deliver(delivery, url, fault))
            .orElse(Pressed.failed(0, "the app has no request URL"));
    journal.add(call, delivery.user(), fault, told(pressed));
    return pressed;
  }

  private static String told(Pressed pressed) {
    return pressed.status() == 0 ? pressed.reason() : Integer.toString(pressed.status());
  }

  private Pressed deliver(Delivery delivery, URI url, Fault fault) {
    return switch (fault) {
      case Fault.None() -> post(delivery, url);
      case Fault.Refuse(int status, String message) -> Pressed.failed(status, message);
      case Fault.CutBefore() -> Pressed.failed(0, "never delivered");
      case Fault.CutAfter() -> {
        post(delivery, url);
        yield Pressed.failed(0, "the answer was lost");
      }
      case Fault.Delay(Duration pause) ->
          Pause.of(pause) ? post(delivery, url) : Pressed.failed(0, "closed");
    };
  }

  private Pressed post(Delivery delivery, URI url) {
    try {
      return Pressed.answered(post.send(url, delivery.headers(), delivery.bytes()));
    } catch (HttpTimeoutException e) {
      return Pressed.failed(0, "no answer within 3 seconds");
    } catch (IOException e) {
      return Pressed.failed(0, unreached(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Pressed.failed(0, "closed");
    }
  }

  private static String unreached(IOException e) {
    return e.getCause() instanceof ConnectException ? "nobody listens" : "the connection broke";
  }

  @Override
  public void close() {
    post.close();
  }
}
