package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Done;
import dev.sallyport.teleport.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What the poller asks of a Teleport cluster. Calls block, each with a deadline of its own. */
public interface Cluster extends AutoCloseable {
  /**
   * @param version as the server tells it, {@code 18.11.0}
   * @param advancedWorkflows whether reviews by others are part of the edition
   */
  record Facts(String name, String version, boolean advancedWorkflows) {
    Signal signal() {
      return Signal.info("", "connected", "watching " + name)
          .with("version", version)
          .with("advancedWorkflows", Boolean.toString(advancedWorkflows));
    }
  }

  /** Makes the connection to a cluster, without a call to it. */
  @FunctionalInterface
  interface Connector {
    /** {@link Reason#INVALID} when the identity is unreadable or expired. */
    Answer<Cluster> open();
  }

  /** Hears a watch. Called by one thread at a time, which must get back at once. */
  interface Listener {
    /**
     * The watch stands.
     *
     * @param confirmed whether Access Requests are watched
     */
    void onInit(boolean confirmed);

    /** A request was created or changed. */
    void onPut(RequestFacts request);

    /** A request was deleted or expired. */
    void onDelete(String requestId);

    /** Another identity took over: watch anew, then close this watch. */
    void onSuperseded();

    /** It is over, whatever the cause; called once, and last. */
    void onEnd(Reason reason, String text);
  }

  /** An open watch. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  Answer<Facts> ping();

  /** Watches Access Requests. What happens between two watches is lost. */
  Watch watch(Listener listener);

  /**
   * All Access Requests, from a cache that may lag. Without the right to see them all it is {@link
   * Reason#DENIED}, and never a part of them.
   */
  Answer<List<RequestFacts>> list();

  /**
   * What Sallyport remembers under {@code seen}, by request id, the empty text where it remembers
   * something else only. {@link Reason#LIMIT} when it is too much for one answer.
   */
  Answer<Map<String, String>> entries();

  /**
   * Reads the identity again. Another one takes over once it was pinged, else the old one stays.
   */
  Answer<Done> reload();

  /** When the identity in use began to hold. */
  Instant identityBegins();

  /** When the identity in use ends. */
  Instant identityEnds();

  @Override
  void close();
}
