package dev.sallyport.core.review;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.NoticeBook;
import java.util.Map;
import java.util.Optional;

/** The answers about one request while a gesture is worked on. A final answer stays final. */
final class AnswerLedger {
  private static final int WRITES = 6;

  private final Memory memory;
  private final String requestId;
  private Entries entries;
  private String stored;
  private Answers answers;

  private AnswerLedger(Memory memory, String requestId, Entries entries) {
    this.memory = memory;
    this.requestId = requestId;
    this.entries = entries;
    this.stored = entries.ours(Answers.KEY);
    this.answers = read(stored);
  }

  /**
   * Opens it.
   *
   * @throws Unavailable also when a newer version wrote it
   */
  static AnswerLedger open(Memory memory, String requestId) {
    return new AnswerLedger(memory, requestId, memory.read(requestId));
  }

  /** What does not read as ours is as good as nothing: memory is no authority. */
  private static Answers read(String raw) {
    return switch (Documents.read(raw, Answers.class)) {
      case Stored.Known(Answers known) -> known;
      case Stored.Absent<Answers> _ -> Answers.empty();
      case Stored.Newer<Answers> _ -> throw newer();
      case Stored.Unreadable<Answers> _ -> {
        if (Documents.isNewer(raw)) {
          throw newer();
        }
        yield Answers.empty();
      }
    };
  }

  private static Unavailable newer() {
    return new Unavailable(
        "the memory of answers was written by a newer Sallyport: update this one");
  }

  Entries entries() {
    return entries;
  }

  Optional<Answer> to(Gesture gesture) {
    return answers.to(gesture.delivery());
  }

  /**
   * Stores an answer, and the gesture's message if its destination does not know it.
   *
   * @return the final answer that another process stored before, which stays; empty when this one
   *     is stored, or nothing can be, since the request is gone
   */
  Optional<Answer> put(Answer answer, Gesture gesture) {
    for (int write = 0; write < WRITES; write++) {
      Optional<Answer> before = to(gesture);
      if (before.filter(Answer::isFinal).isPresent()) {
        return before;
      }
      if (before.filter(claim -> claims(claim, answer)).isPresent()) {
        return Optional.empty();
      }
      switch (store(noting(answers.with(answer), gesture))) {
        case DONE, REQUEST_GONE -> {
          return Optional.empty();
        }
        case CONFLICT -> readAgain();
      }
    }
    throw keepsChanging();
  }

  /**
   * Stores that people are told of a closing at this place.
   *
   * @return false when it stood there before, or nothing can be stored, since the request is gone
   */
  boolean remark(String place) {
    for (int write = 0; write < WRITES; write++) {
      if (answers.remarked().contains(place)) {
        return false;
      }
      switch (store(answers.remarking(place))) {
        case DONE -> {
          return true;
        }
        case REQUEST_GONE -> {
          return false;
        }
        case CONFLICT -> readAgain();
      }
    }
    throw keepsChanging();
  }

  private static Unavailable keepsChanging() {
    return new Unavailable("the memory of answers keeps changing");
  }

  /** Whether the very claim stands there already. */
  private static boolean claims(Answer before, Answer wanted) {
    return !wanted.isFinal() && before.author().equals(wanted.author());
  }

  private Answers noting(Answers wanted, Gesture gesture) {
    return gesture
        .message()
        .filter(message -> !isKnown(gesture.vendor(), message))
        .map(wanted::noting)
        .orElse(wanted);
  }

  private boolean isKnown(String destination, String message) {
    return switch (Documents.read(entries.ours(destination), NoticeBook.class)) {
      case Stored.Known(NoticeBook book) -> holds(book, message);
      case Stored.Newer<NoticeBook>(NoticeBook book, int _) -> holds(book, message);
      case Stored.Absent<NoticeBook> _, Stored.Unreadable<NoticeBook> _ -> false;
    };
  }

  private static boolean holds(NoticeBook book, String message) {
    return book.notices().stream().anyMatch(notice -> notice.ref().equals(Optional.of(message)));
  }

  private Memory.Written store(Answers wanted) {
    String text = Documents.write(wanted);
    if (text.equals(stored)) {
      return Memory.Written.DONE;
    }
    Memory.Written written =
        memory.write(requestId, Map.of(Answers.KEY, new Memory.Change(stored, text)));
    if (written == Memory.Written.DONE) {
      answers = wanted;
      stored = text;
    }
    return written;
  }

  private void readAgain() {
    entries = memory.read(requestId);
    stored = entries.ours(Answers.KEY);
    answers = read(stored);
  }
}
