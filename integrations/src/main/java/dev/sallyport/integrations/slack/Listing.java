package dev.sallyport.integrations.slack;

import java.util.List;

/**
 * Entries as far as they were read.
 *
 * @param complete whether that is all
 */
public record Listing<T>(List<T> items, boolean complete) {
  public Listing {
    items = List.copyOf(items);
  }
}
