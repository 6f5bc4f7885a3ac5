package dev.sallyport.core.request;

import java.util.Optional;

/** Reads the truth of an Access Request. */
public interface AccessRequests {
  /**
   * The request by its id, read from the backend and not from a cache.
   *
   * @return empty when Teleport shows none. That is no proof of its end: Teleport answers the same
   *     when a permission is lost (see {@link Truth}).
   * @throws dev.sallyport.core.Unavailable when Teleport cannot be asked
   */
  Optional<AccessRequest> find(String id);
}
