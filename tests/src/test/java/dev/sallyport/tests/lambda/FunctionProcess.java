package dev.sallyport.tests.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.sallyport.tests.lambda.RuntimeApi.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A deployed function in one process of the real runtime client; it takes one event at a time. */
public final class FunctionProcess implements RequestStreamHandler, AutoCloseable {
  private static final long LONGEST_SECONDS = 300;
  private static final PojoSerializer<SQSEvent> EVENTS =
      LambdaEventSerializers.serializerFor(SQSEvent.class, FunctionProcess.class.getClassLoader());
  private static final PojoSerializer<SQSBatchResponse> RESPONSES =
      LambdaEventSerializers.serializerFor(
          SQSBatchResponse.class, FunctionProcess.class.getClassLoader());

  private final RuntimeApi runtime = new RuntimeApi();
  private final TraceDaemon daemon = new TraceDaemon();
  private final Process process;
  private final Path log;

  /**
   * Starts it.
   *
   * @param handler as the template names it
   * @param folder takes its log
   */
  public FunctionProcess(
      FunctionZip zip, String name, String handler, Map<String, String> variables, Path folder)
      throws IOException {
    this.log = folder.resolve(name + ".log");
    Map<String, String> traced = new HashMap<>(variables);
    traced.put("AWS_XRAY_DAEMON_ADDRESS", daemon.address());
    this.process = zip.start(handler, runtime.address(), traced, List.of(), log);
  }

  /** Gives it an event; answers what it answers. */
  public byte[] invoke(byte[] event) {
    Outcome done = outcome(event);
    if (!done.call().equals("response")) {
      throw new IllegalStateException("it failed: " + done.body() + "\n" + said());
    }
    return done.body().getBytes(StandardCharsets.UTF_8);
  }

  /** Gives it an event at which, or at whose start, it breaks; answers what it reports. */
  public String fail(byte[] event) {
    Outcome done = outcome(event);
    if (!done.call().equals("error")) {
      throw new IllegalStateException("it did not fail: " + done.body() + "\n" + said());
    }
    return done.body();
  }

  private Outcome outcome(byte[] event) {
    try {
      return runtime.invoke(() -> event).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no answer; it said: " + said(), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What it has logged so far. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What X-Ray has got of it so far, beside what Lambda says itself. */
  public List<String> traced() {
    return Stream.concat(runtime.causes().stream(), daemon.heard().stream()).toList();
  }

  @Override
  public void handleRequest(InputStream event, OutputStream response, Context context)
      throws IOException {
    response.write(invoke(event.readAllBytes()));
  }

  /** Gives it a batch of messages. */
  public SQSBatchResponse take(SQSEvent event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EVENTS.toJson(event, bytes);
    return RESPONSES.fromJson(new ByteArrayInputStream(invoke(bytes.toByteArray())));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    runtime.close();
    daemon.close();
  }
}
