package dev.sallyport.core.config;

import java.util.Locale;

/** How far a part may go. */
public enum Mode {
  /** Events are settled without an outside write. */
  OFF,
  /** Everything but the outside write; what would have been done is logged. */
  SHADOW,
  ON;

  /** As it stands in the configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
