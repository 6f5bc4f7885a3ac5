package dev.sallyport.tests.cost;

/**
 * The calls to one queue.
 *
 * @param received only those that brought a message: each of them is an invocation
 * @param delayed changes of a message's visibility
 */
record QueueCounts(long sent, long received, long deleted, long delayed) {
  static final QueueCounts NONE = new QueueCounts(0, 0, 0, 0);

  long calls() {
    return sent + received + deleted + delayed;
  }

  QueueCounts plus(QueueCounts other) {
    return new QueueCounts(
        sent + other.sent,
        received + other.received,
        deleted + other.deleted,
        delayed + other.delayed);
  }
}
