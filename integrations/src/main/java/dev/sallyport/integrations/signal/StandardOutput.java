package dev.sallyport.integrations.signal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** The log of a container: what the process writes to its standard output. */
public final class StandardOutput implements Consumer<String> {
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  @Override
  public void accept(String line) {
    out.println(line);
  }
}
