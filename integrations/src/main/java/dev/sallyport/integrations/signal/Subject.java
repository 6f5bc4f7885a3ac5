package dev.sallyport.integrations.signal;

import java.util.function.Supplier;

/** The request that a thread works on, for lines that libraries write meanwhile. */
public final class Subject {
  private static final ThreadLocal<String> ID = new ThreadLocal<>();

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
  public static String id() {
    String id = ID.get();
    return id == null ? "" : id;
  }
}
