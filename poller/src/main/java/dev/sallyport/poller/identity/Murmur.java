package dev.sallyport.poller.identity;

import dev.sallyport.core.text.UserText;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The end of what a process says. Its lines are cut, and what could be a part of a key or of a
 * certificate is left out.
 */
final class Murmur implements AutoCloseable {
  private static final int KEPT = 8_192;
  private static final int LINES = 20;
  private static final int LONGEST = 300;
  private static final Duration TAIL = Duration.ofSeconds(2);
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/=_-]{40,}");
  private static final Pattern NOTHING_ELSE = Pattern.compile("[A-Za-z0-9+/=]{16,}");

  private final Reader reader;
  private final Thread thread;
  private final StringBuilder kept = new StringBuilder();

  private Murmur(Process process) {
    reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    thread = Thread.ofVirtual().name("murmur").start(this::listen);
  }

  static Murmur of(Process process) {
    return new Murmur(process);
  }

  private void listen() {
    char[] part = new char[1024];
    try {
      for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
        keep(part, count);
      }
    } catch (IOException e) {
      // The process is gone, and so is what it would have said.
    }
  }

  private synchronized void keep(char[] part, int count) {
    kept.append(part, 0, count);
    if (kept.length() > KEPT) {
      kept.delete(0, kept.length() - KEPT);
    }
  }

  /** The last lines; it waits a moment for what is under way. */
  List<String> lines() throws InterruptedException {
    var _ = thread.join(TAIL);
    List<String> lines;
    synchronized (this) {
      lines =
          kept.toString()
              .lines()
              .map(line -> UserText.line(line, KEPT))
              .filter(line -> !line.isEmpty() && !line.startsWith("-----"))
              .filter(line -> !NOTHING_ELSE.matcher(line).matches())
              .map(line -> UserText.line(ENCODED.matcher(line).replaceAll("…"), LONGEST))
              .toList();
    }
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
