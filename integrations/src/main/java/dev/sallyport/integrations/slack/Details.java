package dev.sallyport.integrations.slack;

import java.util.List;
import java.util.Map;

/**
 * What Teleport tells beyond the request itself; ids are shown where it tells nothing.
 *
 * @param resourceNames friendly names by resource id
 */
public record Details(Map<String, String> resourceNames, Map<String, List<String>> loginsByRole) {
  public Details {
    resourceNames = Map.copyOf(resourceNames);
    loginsByRole = Map.copyOf(loginsByRole);
  }
}
