package dev.sallyport.cli.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a running local loop leaves for the other commands to find it.
 *
 * @param started when the process began, as the system tells
 * @param simulated whether its Teleport is the simulated one
 * @param admin the simulated administrator's identity file
 */
public record RunFile(
    long pid, String started, String teleport, String cluster, boolean simulated, String admin) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of this process. */
  public static RunFile here(String teleport, String cluster, boolean simulated, String admin) {
    ProcessHandle self = ProcessHandle.current();
    return new RunFile(self.pid(), began(self), teleport, cluster, simulated, admin);
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
      JsonNode json = JSON.readTree(Files.readString(file()));
      RunFile run =
          new RunFile(
              json.path("pid").asLong(),
              json.path("started").asText(),
              json.path("teleport").asText(),
              json.path("cluster").asText(),
              json.path("simulated").asBoolean(),
              json.path("admin").asText());
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
