package dev.sallyport.cli.dlq;

import dev.sallyport.core.Unavailable;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** Dead letters as an operator sees them. */
public final class DeadLetterList {
  private final PrintWriter out;
  private final Instant now;

  public DeadLetterList(PrintWriter out, Instant now) {
    this.out = out;
    this.now = now;
  }

  /**
   * One line for each queue.
   *
   * @throws Unavailable when SQS cannot be asked, likewise the others
   */
  public void print(List<DeadLetters> queues) {
    out.printf("%-18s  %6s  %s%n", "QUEUE", "DEAD", "OLDEST");
    for (DeadLetters each : queues) {
      int count = each.count();
      String oldest = count == 0 ? "" : each.oldest().map(this::age).orElse("hidden for a minute");
      out.printf("%-18s  %6d  %s%n", each.name(), count, oldest);
    }
    out.flush();
  }

  /** One paragraph for each message; of what people decided neither a text nor a reason. */
  public void print(DeadLetters queue) {
    List<DeadLetter> all = queue.look();
    for (DeadLetter letter : all) {
      out.println(letter.id() + "  " + time(letter) + ", " + age(letter.at()) + " old");
      if (queue.areVerdicts()) {
        out.println("  a decision made at " + queue.name().substring("reviews-".length()));
      } else {
        out.println("  " + letter.subject() + "; " + letter.tries() + " tries");
      }
      out.println("  why: " + letter.why());
    }
    int hidden = queue.count() - all.size();
    out.println(
        (all.isEmpty() ? "no" : Integer.toString(all.size()))
            + (all.size() == 1 ? " dead letter" : " dead letters")
            + (hidden > 0 ? ", and " + hidden + " that somebody else looks at" : ""));
    if (queue.areVerdicts() && !all.isEmpty()) {
      out.println("they are never sent again: who decided decides again, in the vendor's own view");
    }
    out.flush();
  }

  /** Sends back, and tells; answers whether nothing that was asked for stays. */
  public boolean redrive(DeadLetters queue, Set<String> ids) {
    DeadLetters.Redriven done = queue.redrive(ids);
    out.println(done.sent().size() + " sent back to " + queue.name());
    done.unreadable()
        .forEach(id -> out.println(id + " stays: no handler will ever be able to read it"));
    done.missing()
        .forEach(
            id ->
                out.printf(
                    "%s is not among the dead letters of %s, or somebody else looks at it;"
                        + " sallyport dlq show %<s tells the ids%n",
                    id, queue.name()));
    out.flush();
    return done.unreadable().isEmpty() && done.missing().isEmpty();
  }

  private static String time(DeadLetter letter) {
    return letter.at().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private String age(Instant at) {
    Duration age = Duration.between(at, now);
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    return age.toHours() < 2 ? age.toMinutes() + " min" : age.toHours() + " h";
  }
}
