package dev.sallyport.tests.browser;

import dev.sallyport.tests.Wait;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Chromium without a window, with a profile of its own. */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration SOON = Duration.ofSeconds(60);

  private final Process process;
  private final DevTools tools;

  private Chromium(Process process, DevTools tools) {
    this.process = process;
    this.tools = tools;
  }

  /** The one that {@code -Dbrowser} names, or else the first on the path. */
  static Path find() {
    return Optional.ofNullable(System.getProperty("browser"))
        .map(Path::of)
        .or(Chromium::onPath)
        .filter(Files::isExecutable)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no Chromium at "
                        + System.getProperty("browser", "any place of the PATH")
                        + ": install one, or name it with -Dbrowser=/usr/bin/chromium"));
  }

  private static Optional<Path> onPath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return NAMES.stream()
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(it -> Path.of(it, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param profile an empty folder, which it fills
   */
  static Chromium start(Path binary, Path profile) {
    Process process = run(binary, profile);
    try {
      return new Chromium(process, new DevTools(address(process, profile)));
    } catch (RuntimeException e) {
      end(process);
      throw e;
    }
  }

  /** Without its sandbox, which containers cannot give: it looks at our own page alone. */
  private static Process run(Path binary, Path profile) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              binary.toString(),
              "--headless=new",
              "--no-sandbox",
              "--disable-dev-shm-usage",
              "--disable-gpu",
              "--disable-background-networking",
              "--disable-component-update",
              "--disable-sync",
              "--disable-breakpad",
              "--no-first-run",
              "--no-proxy-server",
              "--hide-scrollbars",
              "--force-device-scale-factor=1",
              "--lang=en-US",
              "--remote-debugging-port=0",
              "--user-data-dir=" + profile,
              "about:blank");
      builder.environment().put("TMPDIR", profile.toString());
      return builder
          .redirectErrorStream(true)
          .redirectOutput(profile.resolve("log").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The browser leaves its port and its path in its profile. */
  private static URI address(Process process, Path profile) {
    Path file = profile.resolve("DevToolsActivePort");
    Wait.until(
        "the browser is up",
        SOON,
        () -> !process.isAlive() || lines(file).size() > 1,
        () -> String.join("\n", lines(profile.resolve("log"))));
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the browser ended at once:\n" + String.join("\n", lines(profile.resolve("log"))));
    }
    List<String> lines = lines(file);
    return URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.get(1));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a page in a tab that shares nothing with the others. */
  Tab open(URI page) {
    String context =
        tools
            .call("Target.createBrowserContext", DevTools.parameters())
            .path("browserContextId")
            .asText();
    String target =
        tools
            .call(
                "Target.createTarget",
                DevTools.parameters().put("url", "about:blank").put("browserContextId", context))
            .path("targetId")
            .asText();
    String session =
        tools
            .call(
                "Target.attachToTarget",
                DevTools.parameters().put("targetId", target).put("flatten", true))
            .path("sessionId")
            .asText();
    Tab tab = new Tab(tools, session);
    tab.go(page);
    return tab;
  }

  @Override
  public void close() {
    tools.close();
    end(process);
  }

  /** With its children, so that nothing writes into the profile any more. */
  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(it -> it.onExit().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join());
  }
}
