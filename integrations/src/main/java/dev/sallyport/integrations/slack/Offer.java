package dev.sallyport.integrations.slack;

/** What a reader of the message can do about a pending short-term request. */
public sealed interface Offer {
  /** Buttons, with a field for a reason, which is asked for or not. */
  record Buttons(boolean reasonOnApprove, boolean reasonOnDeny) implements Offer {}

  /** The web page, or the commands where the cluster has none. */
  record LinkOnly() implements Offer {}
}
