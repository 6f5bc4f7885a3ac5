package dev.sallyport.integrations.opsgenie;

import java.util.List;

/**
 * Responders, looked up as far as the API wants that.
 *
 * @param unknown those that do not exist
 */
public record Addressees(List<Addressee> known, List<Responder> unknown) {
  public Addressees {
    known = List.copyOf(known);
    unknown = List.copyOf(unknown);
  }
}
