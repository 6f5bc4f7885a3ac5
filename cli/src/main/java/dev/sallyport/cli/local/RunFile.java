package dev.sallyport.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a running local loop leaves for the other commands to find it.
 *
 * @param started when the process began, as the system tells
 * @param simulated whether its Teleport is the simulated one
 * @param admin the simulated administrator's identity file
 * @param config the configuration's file
 * @param identity the identity file in use; empty for the one that the configuration names
 * @param sqs the address of the SQS server
 * @param status where the loop tells of itself
 * @param vendors where the simulated vendors are, by name
 */
public record RunFile(
    long pid,
    String started,
    String teleport,
    String cluster,
    boolean simulated,
    String admin,
    String config,
    String identity,
    String sqs,
    String status,
    Map<String, String> vendors) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public RunFile {
    vendors = Map.copyOf(vendors);
  }

  /** Of this process, on a real cluster. */
  public static RunFile here(
      String teleport, String cluster, Path config, String identity, URI sqs, URI status) {
    ProcessHandle self = ProcessHandle.current();
    return new RunFile(
        self.pid(),
        began(self),
        teleport,
        cluster,
        false,
        "",
        config.toAbsolutePath().toString(),
        identity,
        sqs.toString(),
        status.toString(),
        Map.of());
  }

  /** The same on a simulated one. */
  public RunFile simulated(Path adminIdentity, Map<String, String> simulatedVendors) {
    return new RunFile(
        pid,
        started,
        teleport,
        cluster,
        true,
        adminIdentity.toString(),
        config,
        identity,
        sqs,
        status,
        simulatedVendors);
  }

  /** Where it stands: {@code .sallyport} in the project's folder. */
  public static Path directory() {
    return Path.of(System.getProperty("sallyport.home", ".")).resolve(".sallyport");
  }

  private static Path file() {
    return directory().resolve("local.json");
  }

  /** The loop that runs now; empty when none does, or the one that wrote the file has ended. */
  public static Optional<RunFile> find() {
    try {
      RunFile run = JSON.readValue(Files.readString(file()), RunFile.class);
      return Optional.of(run).filter(RunFile::isAlive);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** After a hard end the number may belong to another process; that one began at another time. */
  private boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> began(process).equals(started))
        .isPresent();
  }

  private static String began(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  /** Leaves it, for as long as the loop runs. */
  public void write() {
    try {
      Files.createDirectories(directory());
      Files.writeString(file(), JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes it away again. */
  public static void delete() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
