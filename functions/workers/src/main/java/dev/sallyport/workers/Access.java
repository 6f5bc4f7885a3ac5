package dev.sallyport.workers;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a vendor is reached.
 *
 * @param secret reads the API key or token where it is stored
 * @param url another address than the vendor's own, for a simulator
 */
public record Access(Supplier<String> secret, Optional<URI> url) {
  @Override
  public String toString() {
    return "Access[url=" + url + "]";
  }
}
