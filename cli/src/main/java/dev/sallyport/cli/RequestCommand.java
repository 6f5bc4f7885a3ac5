package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.ProposedState;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.WireTime;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.wrappers.LabelValues;
import dev.sallyport.teleport.wire.wrappers.StringValues;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code sallyport request}: what {@code tctl requests} does, on the simulated Teleport of a
 * running local loop.
 */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = {
      "Makes and settles Access Requests on the simulated Teleport of ./sallyport local; a real"
          + " cluster is refused: use tctl or tsh there.",
      "why and resend work on real clusters too."
    },
    subcommands = {WhyCommand.class, ResendCommand.class})
final class RequestCommand extends CommandGroup {
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Asks for roles, as a user. Prints the new request's id.")
  int create(
      @Option(names = "--user", required = true, paramLabel = "NAME", description = "Who asks.")
          String user,
      @Option(
              names = "--roles",
              required = true,
              split = ",",
              paramLabel = "ROLE",
              description = "What for; several are separated by commas.")
          List<String> roles,
      @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Why.")
          String reason,
      @Option(
              names = "--annotation",
              paramLabel = "KEY=VALUE",
              description =
                  "A system annotation; the same key may come again. Default: those of the user's"
                      + " roles.")
          @Nullable List<String> annotations) {
    AccessRequestV3.Builder request = AccessRequestV3.newBuilder();
    request
        .getSpecBuilder()
        .setUser(user)
        .addAllRoles(roles)
        .setRequestReason(reason)
        .setSystemAnnotations(labels(annotations == null ? List.of() : annotations));
    try (TeleportClient teleport = simulated()) {
      AccessRequestV3 created = Teleport.value(teleport.createAccessRequest(request.build()));
      out().println(created.getMetadata().getName());
      return 0;
    }
  }

  private static LabelValues labels(List<String> annotations) {
    Map<String, List<String>> byKey = new LinkedHashMap<>();
    for (String annotation : annotations) {
      int equals = annotation.indexOf('=');
      if (equals < 1) {
        throw new Refusal("--annotation " + annotation + " is not KEY=VALUE");
      }
      byKey
          .computeIfAbsent(annotation.substring(0, equals), _ -> new ArrayList<>())
          .add(annotation.substring(equals + 1));
    }
    LabelValues.Builder labels = LabelValues.newBuilder();
    byKey.forEach(
        (key, values) ->
            labels.putValues(key, StringValues.newBuilder().addAllValues(values).build()));
    return labels.build();
  }

  @Command(name = "approve", mixinStandardHelpOptions = true, description = "Approves a request.")
  int approve(
      @Parameters(paramLabel = "ID", description = "The request, or the last characters of its id.")
          String id,
      @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT") String reason,
      @Option(
              names = "--reviewer",
              paramLabel = "NAME",
              description = "Submits a review of this user instead of setting the state.")
          @Nullable String reviewer) {
    return settle(id, ProposedState.APPROVED, RequestState.APPROVED, reason, reviewer);
  }

  @Command(name = "deny", mixinStandardHelpOptions = true, description = "Denies a request.")
  int deny(
      @Parameters(paramLabel = "ID", description = "The request, or the last characters of its id.")
          String id,
      @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT") String reason,
      @Option(
              names = "--reviewer",
              paramLabel = "NAME",
              description = "Submits a review of this user instead of setting the state.")
          @Nullable String reviewer) {
    return settle(id, ProposedState.DENIED, RequestState.DENIED, reason, reviewer);
  }

  private int settle(
      String id,
      ProposedState proposed,
      RequestState state,
      String reason,
      @Nullable String reviewer) {
    try (TeleportClient teleport = simulated()) {
      String full = Teleport.full(teleport, id);
      loop().announce(out());
      if (reviewer == null) {
        Teleport.value(teleport.setState(full, state, reason, ""));
      } else {
        Teleport.value(teleport.submitReview(full, proposed, reason, reviewer));
      }
      AccessRequestV3 now =
          Teleport.value(teleport.accessRequest(full))
              .orElseThrow(() -> new Refusal("the request " + id + " is gone"));
      out().println(full + " is " + now.getSpec().getState());
      return 0;
    }
  }

  @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a request.")
  int delete(
      @Parameters(paramLabel = "ID", description = "The request, or the last characters of its id.")
          String id) {
    try (TeleportClient teleport = simulated()) {
      String full = Teleport.full(teleport, id);
      loop().announce(out());
      Teleport.value(teleport.deleteAccessRequest(full));
      out().println(full + " is deleted");
      return 0;
    }
  }

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the requests.")
  int list() {
    try (TeleportClient teleport = simulated()) {
      List<AccessRequestV3> all = Teleport.all(teleport);
      out().printf("%-36s  %-9s  %-24s  %-20s  %s%n", "ID", "STATE", "USER", "CREATED", "ROLES");
      for (AccessRequestV3 request : all) {
        out()
            .printf(
                "%-36s  %-9s  %-24s  %-20s  %s%n",
                request.getMetadata().getName(),
                request.getSpec().getState(),
                request.getSpec().getUser(),
                WireTime.instant(request.getSpec().getCreated())
                    .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                    .orElse(""),
                String.join(",", request.getSpec().getRolesList()));
      }
      if (all.isEmpty()) {
        out().println("(none)");
      }
      return 0;
    }
  }

  private static Place.Loop loop() {
    return RunFile.find()
        .map(Place.Loop::new)
        .orElseThrow(() -> new Refusal("no local loop runs: start it with ./sallyport local"));
  }

  private static TeleportClient simulated() {
    RunFile run = loop().run();
    if (!run.simulated()) {
      throw new Refusal(
          "the local loop runs against the real cluster "
              + run.cluster()
              + ": make requests there with tsh or tctl");
    }
    return TeleportClient.builder(run.teleport())
        .identity(() -> Identity.read(Path.of(run.admin())))
        .clusterName(run.cluster())
        .build();
  }
}
