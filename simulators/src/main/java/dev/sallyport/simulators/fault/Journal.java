package dev.sallyport.simulators.fault;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What a simulated system remembers of every call, in the order of arrival. */
public final class Journal {
  /**
   * @param at when the call arrived
   * @param caller who called: the user of the certificate, the mail address in {@code From}, or
   *     empty
   * @param fault what was done to it
   * @param answer the status that was answered, as the system writes it ({@code 201}, {@code
   *     NOT_FOUND}), or {@code cut}
   */
  public record Entry(Instant at, Call call, String caller, Fault fault, String answer) {}

  private final List<Entry> entries = new ArrayList<>();
  private final InstantSource clock;

  public Journal(InstantSource clock) {
    this.clock = clock;
  }

  public synchronized void add(Call call, String caller, Fault fault, String answer) {
    entries.add(new Entry(clock.instant(), call, caller, fault, answer));
  }

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  public synchronized long count(Predicate<Call> matches) {
    return entries.stream().filter(entry -> matches.test(entry.call())).count();
  }
}
