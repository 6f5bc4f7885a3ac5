package dev.sallyport.core.config;

import java.util.Locale;

/** How far a part may go. */
public enum Mode {
  /** Events are settled without an outside write. */
  OFF,
  /** Everything but the outside write; what would have been done is logged. */
  SHADOW,
  ON;

  /** The one that does less. */
  public Mode lower(Mode other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** As it stands in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
