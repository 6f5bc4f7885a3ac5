package dev.sallyport.core.config;

/** The brake: the mode of each part as it is set now, at most 60 seconds old. */
@FunctionalInterface
public interface Modes {
  /** Of {@code auto_approval}, {@code review}, or a destination's name. */
  Mode of(String part);
}
