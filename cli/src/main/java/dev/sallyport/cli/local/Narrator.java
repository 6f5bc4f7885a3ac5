package dev.sallyport.cli.local;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Tells each request's way in lines that a person can read. */
public final class Narrator implements Signals {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final int SHORT_ID = 8;

  private final PrintWriter out;
  private final InstantSource clock;

  public Narrator(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void say(Signal signal) {
    String mark =
        switch (signal.level()) {
          case INFO -> " ";
          case WARNING -> "!";
          case ALARM -> "‼";
        };
    out.printf(
        "%s %s %-" + SHORT_ID + "s  %-18s %s%n",
        TIME.format(clock.instant().atZone(ZoneId.systemDefault())),
        mark,
        shortId(signal.requestId()),
        signal.event(),
        signal.text());
    out.flush();
  }

  /** The last eight characters, by which people tell requests apart. */
  static String shortId(String id) {
    return id.length() <= SHORT_ID ? id : id.substring(id.length() - SHORT_ID);
  }
}
