package dev.sallyport.poller.identity;

import java.util.List;

/** Gets identities from Teleport. */
@FunctionalInterface
public interface Issuer {
  /** What came of it. */
  sealed interface Answer {
    /**
     * @param identity the text of an identity file; it holds a private key
     */
    record Issued(String identity) implements Answer {
      /** Never the identity. */
      @Override
      public String toString() {
        return "Issued[]";
      }
    }

    /**
     * @param said the last that was heard of it, for people; nothing secret
     */
    record Refused(String why, List<String> said) implements Answer {
      public Refused {
        said = List.copyOf(said);
      }
    }
  }

  /**
   * @param token the name of the join token, which is no secret: Teleport checks who uses it
   */
  Answer issue(String token) throws InterruptedException;
}
