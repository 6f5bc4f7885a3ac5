package dev.sallyport.poller;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a process of ours, from its variables to its exit code. */
final class Execution {
  static final int BAD_VARIABLE = 2;
  static final int FAULT = 9;

  /** ECS kills 30 s after SIGTERM, if nothing else is said there. */
  private static final long LONGEST_END = 25;

  private final String name;
  private final String help;
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();

  /** What a process does. */
  @FunctionalInterface
  interface Work {
    /**
     * @return the exit code
     * @throws BadVariable when it cannot begin
     */
    int run(Variables variables, Execution execution) throws InterruptedException;
  }

  Execution(String name, String help) {
    this.name = name;
    this.help = help;
  }

  /** Does the work, and ends the process. */
  void run(String[] arguments, Work work) {
    int code = arguments.length > 0 ? help(arguments[0]) : exitCode(work);
    exit.complete(code);
    System.exit(code);
  }

  /** What to do on SIGTERM: it lets the work end by itself, and its exit code is the process's. */
  void onTermination(Runnable end) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.run();
                  Runtime.getRuntime().halt(awaited());
                },
                "termination"));
  }

  // Without it a JVM that was asked to end by a signal always answers 143.
  private int awaited() {
    try {
      return exit.get(LONGEST_END, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      complain("did not end within " + LONGEST_END + " s");
      return FAULT;
    }
  }

  private int help(String argument) {
    if (argument.equals("--help")) {
      print(FileDescriptor.out, help);
      return 0;
    }
    complain("there is no argument " + argument + ". See: --help");
    return BAD_VARIABLE;
  }

  private int exitCode(Work work) {
    try {
      return work.run(new Variables(System.getenv()), this);
    } catch (BadVariable e) {
      complain(e.getMessage() + ". See: --help");
      return BAD_VARIABLE;
    } catch (InterruptedException e) {
      return FAULT;
    } catch (RuntimeException e) {
      // Its text may be a library's, and hold what must not be logged.
      StackTraceElement[] at = e.getStackTrace();
      complain("unexpected: " + e.getClass().getName() + (at.length > 0 ? " at " + at[0] : ""));
      return FAULT;
    }
  }

  private void complain(String text) {
    print(FileDescriptor.err, name + ": " + text);
  }

  private static void print(FileDescriptor where, String text) {
    new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8).println(text);
  }
}
