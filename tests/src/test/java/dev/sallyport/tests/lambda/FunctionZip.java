package dev.sallyport.tests.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** A zip that is deployed, unpacked, to be started as Lambda's Java runtime starts it. */
public final class FunctionZip {
  /** Lambda's own flags for this runtime. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx400m");

  /** Without it each process unpacks the library to one place in /tmp, under the feet of others. */
  private static final String NATIVE =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private static final String LIBRARY = "libaws-lambda-jni.so";

  private final Path task;

  private FunctionZip(Path task) {
    this.task = task;
  }

  /**
   * Unpacks it.
   *
   * @param zip as {@code mvn package} makes it
   * @param folder an empty one
   */
  public static FunctionZip unpack(Path zip, Path folder) throws IOException {
    if (!Files.exists(zip)) {
      throw new IllegalStateException(zip + " is made by mvn package, and is not there");
    }
    Path task = Files.createDirectories(folder.resolve("task"));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        unpack(in, entry, task);
      }
    }
    try (InputStream library = AWSLambda.class.getResourceAsStream(library())) {
      if (library != null) {
        Files.copy(library, folder.resolve(LIBRARY));
      }
    }
    return new FunctionZip(task);
  }

  private static String library() {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    return "/jni/libaws-lambda-jni.linux-" + (arm ? "aarch_64" : "x86_64") + ".so";
  }

  /** One that was unpacked into this folder before. */
  public static FunctionZip at(Path folder) {
    return new FunctionZip(folder.resolve("task"));
  }

  private static void unpack(InputStream zip, ZipEntry entry, Path task) throws IOException {
    Path file = task.resolve(entry.getName());
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.getParent());
      Files.copy(zip, file);
    }
  }

  /**
   * Starts a process of a handler.
   *
   * @param handler as the template names it: {@code package.Class::handleRequest}
   * @param log takes what the function says
   */
  public Process start(
      String handler,
      String runtimeApi,
      Map<String, String> variables,
      List<String> flags,
      Path log)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(handler, flags));
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    builder.environment().put("_HANDLER", handler);
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    // The runtime loads the function from where it is started.
    builder.directory(task.toFile());
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private List<String> command(String handler, List<String> flags) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    Path library = task.resolveSibling(LIBRARY);
    if (Files.exists(library)) {
      command.add("-D" + NATIVE + "=" + library);
    }
    command.addAll(flags);
    command.add("-cp");
    command.add(
        Stream.of(
                AWSLambda.class,
                PojoSerializer.class,
                LambdaRuntime.class,
                SdkInternalThreadLocal.class)
            .map(FunctionZip::jar)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(AWSLambda.class.getName());
    command.add(handler);
    return command;
  }

  private static String jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    return Path.of(URI.create(source.getLocation().toString())).toString();
  }
}
