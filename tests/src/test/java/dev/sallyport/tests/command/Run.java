package dev.sallyport.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.Sallyport;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** What a command came to. */
record Run(int exit, String out, String err) {
  static Run of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        Sallyport.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exit = command.execute(arguments);
    return new Run(exit, out.toString(), err.toString());
  }

  /** One line on stderr that names these, exit 2, and no trace of the program's inside. */
  void isRefusedNaming(String... parts) {
    assertThat(exit).as(err).isEqualTo(2);
    assertThat(err.lines()).as(err).hasSize(1);
    assertThat(err)
        .startsWith("sallyport: ")
        .contains(parts)
        .doesNotContain("Exception:", "\tat ", "dev.sallyport.");
  }

  Run succeeds() {
    assertThat(exit).as(err).isZero();
    assertThat(err).isEmpty();
    return this;
  }
}
