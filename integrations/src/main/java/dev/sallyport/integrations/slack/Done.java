package dev.sallyport.integrations.slack;

/** The value of a call that has nothing to say. */
public enum Done {
  DONE
}
