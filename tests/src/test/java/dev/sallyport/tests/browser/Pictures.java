package dev.sallyport.tests.browser;

import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The documentation's pictures, made where {@code -Dscreenshots} names a folder, else not at all.
 */
record Pictures(Optional<Path> folder) {
  private static final int WINDOW = 620;
  private static final String HEIGHT =
      """
      (list => Math.ceil(list.getBoundingClientRect().top
          + list.lastElementChild.getBoundingClientRect().bottom
          - list.firstElementChild.getBoundingClientRect().top + 24))
      (document.getElementById("messages"))\
      """;

  /** Where one was asked for; below the checkout. */
  static Pictures asked() {
    return new Pictures(
        Optional.ofNullable(System.getProperty("screenshots"))
            .map(it -> Checkout.root().resolve(it)));
  }

  /** All messages, however many. */
  void take(String name, Tab tab) {
    take(name, tab, tab.value(HEIGHT).asInt());
  }

  /** As much as a small window shows. */
  void takeWindow(String name, Tab tab) {
    take(name, tab, WINDOW);
  }

  private void take(String name, Tab tab, int height) {
    folder.ifPresent(
        it -> {
          try {
            Files.createDirectories(it);
            Files.write(it.resolve(name + ".png"), tab.picture(height));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
