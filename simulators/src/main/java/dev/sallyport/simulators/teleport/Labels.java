package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Annotations and traits: names with lists of values. */
final class Labels {
  private Labels() {}

  static LabelValues of(Map<String, List<String>> values) {
    LabelValues.Builder labels = LabelValues.newBuilder();
    values.forEach(
        (name, list) ->
            labels.putValues(name, StringValues.newBuilder().addAllValues(list).build()));
    return labels.build();
  }

  static Map<String, List<String>> map(LabelValues labels) {
    Map<String, List<String>> values = new TreeMap<>();
    labels
        .getValuesMap()
        .forEach((name, list) -> values.put(name, List.copyOf(list.getValuesList())));
    return values;
  }
}
