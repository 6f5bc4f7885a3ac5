package dev.sallyport.simulators.opsgenie;

import java.util.List;
import java.util.Map;

/**
 * What an alert is created with.
 *
 * @param alias empty for none
 * @param unknown the responders that do not exist
 */
record Draft(
    String message,
    String alias,
    String description,
    List<Responder> responders,
    List<String> unknown,
    List<String> actions,
    List<String> tags,
    Map<String, String> details,
    String entity,
    String priority,
    Remark remark) {}
