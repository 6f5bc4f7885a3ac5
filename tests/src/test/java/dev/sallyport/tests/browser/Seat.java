package dev.sallyport.tests.browser;

/** Somebody before a screen that shows Slack. */
record Seat(Tab tab) {
  private static final String REASON = " [name='input.reason_input']";

  /** The message that shows a request, once it is there. */
  String message(String requestId) {
    String found =
        "[...document.querySelectorAll('#messages > article')]"
            + ".find(it => it.innerText.includes('"
            + requestId
            + "'))";
    tab.until("a message about " + requestId, found + " !== undefined");
    return "article[data-ts='" + tab.value(found + ".dataset.ts").asText() + "']";
  }

  void writeReason(String message, String reason) {
    tab.type(message + REASON, reason);
  }

  void pressDeny(String message) {
    tab.click(message + " button[data-action-id='deny_button']");
  }

  /** A dialog opens, and asks whether it is meant. */
  void pressApprove(String message) {
    tab.click(message + " button[data-action-id='approve_button']");
    tab.sees("dialog[open][data-confirms='approve_button']", "Approve this request?");
  }

  void cancel() {
    tab.click("dialog[open] [data-dismiss]");
    tab.seesNo("dialog[open]");
  }

  void confirm() {
    tab.click("dialog[open] [data-confirmed]");
  }

  /** An answer that nobody else sees. */
  void isToldAlone(String... parts) {
    tab.sees("article.ephemeral .only", "Only visible to you");
    tab.sees("article.ephemeral", parts);
  }

  /** Nothing is left to press or to fill in. */
  void isClosed(String message) {
    tab.sees(message, "(edited)");
    tab.seesNo(message + " button");
    tab.seesNo(message + REASON);
  }

  /** The replies that stand in the message's thread. */
  String thread(String message) {
    return message + " + section.thread";
  }

  /** Somebody else sits down here. */
  void becomes(String name, String user) {
    tab.focus(".who select");
    tab.key(name.substring(0, 1), name.charAt(0));
    tab.until(name + " looks at the page", "document.body.dataset.user === '" + user + "'");
  }

  void opensDirectMessages() {
    tab.click("#side ul:last-of-type a");
    tab.until("the direct messages", "document.body.dataset.channel.startsWith('D')");
  }
}
