package dev.sallyport.simulators.opsgenie;

import java.util.List;

/**
 * What comes with every action on an alert.
 *
 * @param user whoever the caller says acts; an API key may name anybody
 * @param note empty for none
 * @param tags to be added to the alert, where the action adds any
 */
record Remark(String user, String source, String note, List<String> tags) {
  Remark {
    tags = List.copyOf(tags);
  }
}
