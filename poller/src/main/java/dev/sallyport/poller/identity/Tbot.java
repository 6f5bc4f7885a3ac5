package dev.sallyport.poller.identity;

import dev.sallyport.core.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Teleport's own agent, run once for each identity. It joins by the AWS role of this process (join
 * method {@code iam}), keeps its own state in memory and writes the identity into a folder that is
 * gone afterwards (Teleport, tbot reference: {@code tbot start identity}).
 */
public final class Tbot {
  private static final Set<String> PASSED_ON =
      Set.of(
          "PATH",
          "HTTPS_PROXY",
          "HTTP_PROXY",
          "NO_PROXY",
          "https_proxy",
          "http_proxy",
          "no_proxy",
          "SSL_CERT_FILE",
          "SSL_CERT_DIR");
  private static final String AWS = "AWS_";
  private static final long LARGEST = 64 * 1024;

  /**
   * @param executable the program
   * @param proxy host and port of the cluster's proxy
   * @param life how long a certificate shall hold; Teleport gives a bot at most 12 h, unless its
   *     {@code max_session_ttl} says more, and tbot asks for at most 24 h
   * @param interval how often it is renewed
   * @param limit how long one run may take
   */
  public record Settings(
      Path executable, String proxy, Duration life, Duration interval, Duration limit) {}

  /** What came of it. */
  sealed interface Answer {
    /**
     * @param identity the text of an identity file; it holds a private key
     */
    record Issued(String identity) implements Answer {
      /** Never the identity. */
      @Override
      public String toString() {
        return "Issued[]";
      }
    }

    /**
     * @param said the last that was heard of it, for people; nothing secret
     */
    record Refused(String why, List<String> said) implements Answer {
      public Refused {
        said = List.copyOf(said);
      }
    }
  }

  private final Settings settings;
  private final Map<String, String> variables;

  /**
   * @param variables of this process, of which only those for AWS and the network are passed on
   */
  public Tbot(Settings settings, Map<String, String> variables) {
    this.settings = settings;
    this.variables = Map.copyOf(variables);
  }

  /**
   * @param token the name of the join token, which is no secret: Teleport checks who uses it
   * @throws Unavailable when the program cannot be run
   */
  Answer issue(String token) throws InterruptedException {
    try (Scratch scratch = new Scratch()) {
      return issue(token, scratch.folder());
    } catch (IOException e) {
      throw new Unavailable(
          "tbot cannot be run (" + e.getClass().getSimpleName() + "): " + settings.executable(), e);
    }
  }

  private Answer issue(String token, Path folder) throws IOException, InterruptedException {
    Path identity = Files.createDirectory(folder.resolve("identity"));
    Process process = start(token, folder, identity);
    try (Murmur murmur = Murmur.of(process)) {
      if (!process.waitFor(settings.limit().toNanos(), TimeUnit.NANOSECONDS)) {
        end(process);
        return new Answer.Refused(
            "tbot took longer than " + settings.limit().toSeconds() + " s", murmur.lines());
      }
      return process.exitValue() == 0
          ? found(identity.resolve("identity"), murmur)
          : new Answer.Refused("tbot ended with " + process.exitValue(), murmur.lines());
    } finally {
      end(process);
    }
  }

  private static Answer found(Path file, Murmur murmur) throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      return new Answer.Refused("tbot wrote no identity", murmur.lines());
    }
    if (Files.size(file) > LARGEST) {
      return new Answer.Refused("tbot wrote more than an identity", murmur.lines());
    }
    return new Answer.Issued(Files.readString(file));
  }

  private Process start(String token, Path folder, Path identity) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(token, identity));
    builder.environment().clear();
    builder.environment().putAll(passedOn());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("TMPDIR", folder.toString());
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
        .start();
  }

  private List<String> command(String token, Path identity) {
    return List.of(
        settings.executable().toString(),
        "start",
        "identity",
        "--oneshot",
        "--proxy-server=" + settings.proxy(),
        "--join-method=iam",
        "--token=" + token,
        "--storage=memory://",
        "--destination=file://" + identity,
        // One goes with the other only.
        "--certificate-ttl=" + settings.life().toSeconds() + "s",
        "--renewal-interval=" + settings.interval().toSeconds() + "s");
  }

  private Map<String, String> passedOn() {
    Map<String, String> passed = new HashMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(AWS) || PASSED_ON.contains(name)) {
            passed.put(name, value);
          }
        });
    return passed;
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
