package dev.sallyport.infra;

/** Who hears of alarms. */
sealed interface Alarms {
  /** Nobody: there are none. */
  record Silent() implements Alarms {}

  /** A topic of the stack's own with one reader, who has to confirm it. */
  record Email(String address) implements Alarms {}

  /** A topic that exists. */
  record Topic(String arn) implements Alarms {}
}
