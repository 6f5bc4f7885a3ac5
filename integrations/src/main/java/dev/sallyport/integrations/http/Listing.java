package dev.sallyport.integrations.http;

import java.util.List;

/**
 * What a paged call found.
 *
 * @param complete false when there is more than the bound on pages lets us read
 */
public record Listing<T>(List<T> items, boolean complete) {
  public Listing {
    items = List.copyOf(items);
  }
}
