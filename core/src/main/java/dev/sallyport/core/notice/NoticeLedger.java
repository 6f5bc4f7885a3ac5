package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import java.util.Map;

/**
 * A destination's book of one request while it is worked on: what is stored, and what was changed
 * since. Threads may share it.
 */
final class NoticeLedger {
  /** The request is gone and nothing was ever stored: there is nothing to keep in line. */
  static final class RequestGone extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The book could not be stored; what it says of the calls of this round is not to be trusted. */
  static final class Unsaved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsaved(Unavailable cause) {
      super(cause.getMessage(), cause);
    }
  }

  private final Memory memory;
  private final String requestId;
  private final String key;
  private String stored;
  private NoticeBook book;
  private final boolean unreadable;

  private NoticeLedger(
      Memory memory,
      String requestId,
      String key,
      String stored,
      NoticeBook book,
      boolean unreadable) {
    this.memory = memory;
    this.requestId = requestId;
    this.key = key;
    this.stored = stored;
    this.book = book;
    this.unreadable = unreadable;
  }

  static NoticeLedger open(Memory memory, String requestId, String key, Entries entries) {
    String raw = entries.ours(key);
    return switch (Documents.read(raw, NoticeBook.class)) {
      case Stored.Known(NoticeBook book) ->
          new NoticeLedger(memory, requestId, key, raw, book, false);
      case Stored.Absent<NoticeBook> _ ->
          new NoticeLedger(memory, requestId, key, raw, NoticeBook.empty(), false);
      case Stored.Unreadable<NoticeBook> _ -> {
        if (Documents.isNewer(raw)) {
          throw newer(key);
        }
        yield new NoticeLedger(memory, requestId, key, raw, NoticeBook.empty(), true);
      }
      case Stored.Newer<NoticeBook> _ -> throw newer(key);
    };
  }

  private static Unavailable newer(String key) {
    return new Unavailable(
        "the memory of " + key + " was written by a newer Sallyport: update this one");
  }

  synchronized NoticeBook book() {
    return book;
  }

  /**
   * The same, for what must not guess.
   *
   * @throws Unavailable when what is stored cannot be read
   */
  NoticeLedger readable() {
    if (unreadable) {
      throw new Unavailable("the memory of " + key + " cannot be read: nobody knows what is open");
    }
    return this;
  }

  boolean isNew() {
    return stored.isEmpty();
  }

  /**
   * The notice to a recipient. Where the book cannot be read, or another program left it to us
   * without saying what it did, nobody knows what was done.
   */
  synchronized Notice to(String recipient) {
    boolean untold = unreadable || book.adopted().isPresent();
    return untold && !book.knows(recipient) ? Notice.unknown(recipient) : book.to(recipient);
  }

  /** Changes the book; {@link #save()} stores it. */
  synchronized void put(NoticeBook changed) {
    book = changed;
  }

  /** Changes one notice; {@link #save()} stores it. */
  synchronized void record(Notice changed) {
    book = book.with(changed);
  }

  /**
   * Stores what was changed, if anything. A write whose answer was lost is looked after, once.
   *
   * @throws Unsaved when that failed, or somebody else wrote meanwhile
   */
  synchronized void save() {
    String wanted = Documents.write(book);
    if (wanted.equals(stored) || (isNew() && book.equals(NoticeBook.empty()))) {
      return;
    }
    try {
      store(wanted);
    } catch (Unavailable e) {
      throw new Unsaved(e);
    }
    stored = wanted;
  }

  private void store(String wanted) {
    try {
      write(wanted);
    } catch (Unavailable first) {
      String now = memory.read(requestId).ours(key);
      if (now.equals(stored)) {
        write(wanted);
      } else if (!now.equals(wanted)) {
        throw conflict();
      }
    }
  }

  private void write(String wanted) {
    switch (memory.write(requestId, Map.of(key, new Memory.Change(stored, wanted)))) {
      case DONE -> {}
      case REQUEST_GONE -> throw new RequestGone();
      case CONFLICT -> {
        // Our own write, whose answer was lost on the way, conflicts with itself.
        if (!memory.read(requestId).ours(key).equals(wanted)) {
          throw conflict();
        }
      }
    }
  }

  private Unavailable conflict() {
    return new Unavailable("the memory of " + key + " changed meanwhile");
  }
}
