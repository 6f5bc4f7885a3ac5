package dev.sallyport.core.review;

/** How people decide at a vendor, for the words that tell them what to do next. */
public enum Manner {
  /** By a button in a message that only they get the answer to. */
  BUTTONS(
      "press the button again",
      "A reason is needed here: write it into the message's field, then press the button again.",
      "Only full members of this workspace can decide from here. "),
  /** By a note that everybody reads. */
  NOTES(
      "write the note again",
      "A reason is needed here: write the note again with the reason behind the request's"
          + " characters.",
      "Only full users of this PagerDuty account can decide from here. ");

  private final String again;
  private final String reasonMissing;
  private final String outsider;

  Manner(String again, String reasonMissing, String outsider) {
    this.again = again;
    this.reasonMissing = reasonMissing;
    this.outsider = outsider;
  }

  String again() {
    return again;
  }

  String reasonMissing() {
    return reasonMissing;
  }

  String outsider() {
    return outsider;
  }
}
