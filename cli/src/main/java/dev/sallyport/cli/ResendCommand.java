package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.notice.Resender;
import dev.sallyport.core.request.AccessRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sallyport request resend}. */
@Command(
    name = "resend",
    mixinStandardHelpOptions = true,
    description = {
      "Announces a request again at a destination where its notice was really lost.",
      "It looks first: what is there stays, and is not doubled."
    })
final class ResendCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The request, or the last characters of its id.")
  private String id = "";

  @Parameters(
      paramLabel = "DESTINATION",
      description = "Where it was lost: pagerduty, opsgenie or slack.")
  private String destination = "";

  @Mixin private Reached reached = new Reached();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    try (Installation installation = reached.toChange(spec.commandLine().getOut())) {
      String name = installation.destination(destination);
      AccessRequest request = request(installation);
      tell(installation.wiring().resender(name).resend(request));
      return 0;
    }
  }

  private AccessRequest request(Installation installation) {
    String full = Teleport.fullOrGone(installation.teleport(), id);
    return installation
        .wiring()
        .requests()
        .find(full)
        .orElseThrow(
            () -> new Refusal("Teleport holds no request " + full + ": nothing is announced"));
  }

  private void tell(List<Resender.Found> all) {
    PrintWriter out = spec.commandLine().getOut();
    all.forEach(found -> out.println(found.to() + ": " + found.words()));
    out.println(
        (all.isEmpty() ? "nothing was announced yet: " : "") + destination + " looks at it now");
  }
}
