package dev.sallyport.tests.poller;

import dev.sallyport.core.event.Cause;
import dev.sallyport.tests.Wait;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the poller's memory after many events under mutual TLS: {@code -Dpoller.events=10000},
 * half of them requests that appear and half of them the same ones' ends. {@code -Dpoller.java}
 * names the runtime of the image, where it was built. It prints and asserts no numbers, since they
 * are the machine's.
 */
@EnabledIfSystemProperty(named = "poller.events", matches = "[1-9][0-9]{0,5}")
final class PollerMemoryBenchmark {
  private static final int AT_ONCE = 200;

  @TempDir Path folder;

  @Test
  void measureMemory() throws Exception {
    int events = Integer.getInteger("poller.events", 1);
    try (Site site = new Site(folder)) {
      site.configure("");
      site.identify(Site.USER);
      try (PollerProcess poller = site.poller()) {
        poller.awaitSaid("connected");
        long idle = poller.kibibytes("VmRSS");
        for (int sent = 0; sent < events; sent += 2 * AT_ONCE) {
          Set<String> asked = new HashSet<>();
          for (int i = 0; i < AT_ONCE; i++) {
            asked.add(site.request());
          }
          await(site, poller, Cause.CHANGED, asked);
          asked.forEach(site.teleport::delete);
          await(site, poller, Cause.DELETED, asked);
        }
        System.out.printf(
            "events %d: resident MiB %.1f (%.1f of it files), before them %.1f, most %.1f;"
                + " processor %d ms%n",
            events,
            poller.kibibytes("VmRSS") / 1024.0,
            poller.kibibytes("RssFile") / 1024.0,
            idle / 1024.0,
            poller.kibibytes("VmHWM") / 1024.0,
            poller.worked().toMillis());
      }
    }
  }

  private static void await(Site site, PollerProcess poller, Cause cause, Set<String> asked) {
    Set<String> heard = new HashSet<>();
    Wait.until(
        cause + " of " + asked.size() + " requests",
        () -> {
          site.taken().stream()
              .filter(event -> event.cause() == cause)
              .forEach(event -> heard.add(event.requestId()));
          return heard.containsAll(asked);
        },
        poller::log);
  }
}
