package dev.sallyport.core.notice;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a notice has come. */
public enum NoticeState {
  @JsonProperty("none")
  NONE,
  @JsonProperty("claimed")
  CLAIMED,
  @JsonProperty("open")
  OPEN,
  @JsonProperty("closed")
  CLOSED,
  /** Proved not to be there. */
  @JsonProperty("refused")
  REFUSED,
  /** A call was made, and its outcome is not known. */
  @JsonProperty("unknown")
  UNKNOWN,
  /** Nobody is there to tell, or the same person or channel is told under another name. */
  @JsonProperty("skipped")
  SKIPPED,
  /** Given up: it is not there any more, or too many outcomes in a row are unknown. */
  @JsonProperty("lost")
  LOST
}
