package dev.sallyport.teleport;

/** The value of a call that returns nothing. */
public enum Done {
  /** The call was carried out. */
  DONE
}
