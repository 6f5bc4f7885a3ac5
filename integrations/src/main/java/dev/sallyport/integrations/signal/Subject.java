package dev.sallyport.integrations.signal;

import java.util.function.Supplier;

/** The request that a thread and those that it starts work on, for lines that libraries write. */
public final class Subject {
  private static final InheritableThreadLocal<String> ID = new InheritableThreadLocal<>();

  private Subject() {}

  /** Works on a request. */
  public static <T> T during(String requestId, Supplier<T> work) {
    ID.set(requestId);
    try {
      return work.get();
    } finally {
      ID.remove();
    }
  }

  /** Its id; empty outside. */
  static String id() {
    String id = ID.get();
    return id == null ? "" : id;
  }
}
