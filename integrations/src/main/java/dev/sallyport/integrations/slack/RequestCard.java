package dev.sallyport.integrations.slack;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.TextObject;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequest.Kind;
import dev.sallyport.core.request.RequestState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The message that announces a request and follows it to its end. */
record RequestCard(String cluster, Optional<String> webUrl) {
  private static final int NAME = 150;
  private static final int LIST = 1_500;
  private static final int REASON = 2_000;
  private static final int RESOLVE_REASON = 1_500;

  Message forReviewers(AccessRequest request, Progress progress, Details details, Offer offer) {
    String title = title(request);
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(Parts.section("*" + title + "* by " + Mrkdwn.code(request.user(), NAME)));
    blocks.addAll(body(request, details, true));
    way(request).ifPresent(words -> blocks.add(Parts.section(words)));
    if (offer instanceof Offer.Buttons buttons && hasButtons(request)) {
      blocks.addAll(new Controls(request, buttons).blocks());
    }
    blocks.addAll(status(request, progress));
    String who = Mrkdwn.line(request.user(), 60);
    return new Message(
        text(title + " by " + who, request.roles(), Status.plain(request.state())), blocks);
  }

  Message forRequester(AccessRequest request, Progress progress, Details details) {
    String title = "Your " + lower(title(request));
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(Parts.section("*" + title + "*"));
    blocks.addAll(body(request, details, false));
    Parts.link(webUrl, request.id(), "Look at it in Teleport")
        .ifPresent(link -> blocks.add(Parts.section(link)));
    blocks.addAll(status(request, progress));
    return new Message(text(title, request.roles(), Status.plain(request.state())), blocks);
  }

  Message over(Over over) {
    List<TextObject> fields = new ArrayList<>();
    fields.add(Parts.field("Request", Mrkdwn.code(over.requestId(), NAME)));
    fields.add(Parts.field("Cluster", Mrkdwn.code(cluster, NAME)));
    if (!over.user().isBlank()) {
      fields.add(Parts.field("User", Mrkdwn.code(over.user(), NAME)));
    }
    if (!over.roles().isEmpty()) {
      fields.add(Parts.field("Roles", codes(over.roles())));
    }
    over.created().ifPresent(at -> fields.add(Parts.field("Made", Parts.time(at))));
    over.accessExpires().ifPresent(at -> fields.add(Parts.field("Access ends", Parts.time(at))));
    return new Message(
        text("Access request", over.roles(), over.outcome().words()),
        List.of(
            Parts.section("*Access request*"),
            Parts.fields(fields),
            Parts.context(Status.of(over.outcome()))));
  }

  static String title(AccessRequest request) {
    if (request.kind() == Kind.LONG_TERM) {
      return "Long-term resource request";
    }
    return request.resources().isEmpty() ? "Role request" : "Resource request";
  }

  static String lower(String title) {
    return Character.toLowerCase(title.charAt(0)) + title.substring(1);
  }

  private List<LayoutBlock> body(AccessRequest request, Details details, boolean withUser) {
    List<LayoutBlock> blocks = new ArrayList<>();
    blocks.add(Parts.fields(fields(request, details, withUser)));
    if (!request.reason().isBlank()) {
      blocks.add(Parts.section("*Reason*\n" + Mrkdwn.quote(request.reason(), REASON)));
    }
    return blocks;
  }

  /** What a decision hangs on comes first, what only helps to find the request last. */
  private List<TextObject> fields(AccessRequest request, Details details, boolean withUser) {
    List<TextObject> fields = new ArrayList<>();
    if (withUser) {
      fields.add(Parts.field("User", Mrkdwn.code(request.user(), NAME)));
    }
    if (!request.roles().isEmpty()) {
      fields.add(Parts.field("Roles", roles(request, details)));
    }
    if (!request.resources().isEmpty()) {
      fields.add(Parts.field("Resources", resources(request, details)));
    }
    if (request.state() == RequestState.PENDING) {
      time(fields, "Decide before", request.requestExpires());
    }
    time(fields, "Access begins", request.assumeStart());
    time(fields, "Access ends", request.accessExpires());
    fields.add(Parts.field("Cluster", Mrkdwn.code(cluster, NAME)));
    fields.add(Parts.field("Request", Mrkdwn.code(request.id(), NAME)));
    return fields;
  }

  private static void time(List<TextObject> fields, String name, Optional<Instant> at) {
    at.ifPresent(it -> fields.add(Parts.field(name, Parts.time(it))));
  }

  private static String roles(AccessRequest request, Details details) {
    List<String> roles =
        request.roles().stream()
            .map(
                role -> {
                  List<String> logins = details.loginsByRole().getOrDefault(role, List.of());
                  String name = Mrkdwn.code(role, NAME);
                  return logins.isEmpty()
                      ? name
                      : name + " (logins " + codes(logins.stream().sorted().toList(), 300) + ")";
                })
            .toList();
    return Mrkdwn.list(roles, LIST);
  }

  private static String resources(AccessRequest request, Details details) {
    return codes(
        request.resources().stream()
            .map(id -> details.resourceNames().getOrDefault(id, id))
            .toList());
  }

  private static String codes(List<String> names) {
    return codes(names, LIST);
  }

  private static String codes(List<String> names, int most) {
    return Mrkdwn.list(names.stream().map(it -> Mrkdwn.code(it, NAME)).toList(), most);
  }

  /** Where or how to decide; empty where there is neither a page nor anything left to decide. */
  private Optional<String> way(AccessRequest request) {
    boolean pending = request.state() == RequestState.PENDING;
    Optional<String> link =
        Parts.link(
            webUrl, request.id(), pending ? "Review it in Teleport" : "Look at it in Teleport");
    return link.isEmpty() && pending && RequestEvent.isId(request.id())
        ? Optional.of(commands(request.id()))
        : link;
  }

  private static String commands(String id) {
    return "`tsh request review --approve " + id + "`\n`tsh request review --deny " + id + "`";
  }

  /** Teleport takes no such review of a long-term request. */
  private static boolean hasButtons(AccessRequest request) {
    return request.state() == RequestState.PENDING
        && request.kind() == Kind.SHORT_TERM
        && RequestEvent.isId(request.id());
  }

  private static List<LayoutBlock> status(AccessRequest request, Progress progress) {
    LayoutBlock status = Parts.context(Status.of(request, progress));
    return request.resolveReason().isBlank()
        ? List.of(status)
        : List.of(status, Parts.section(Mrkdwn.quote(request.resolveReason(), RESOLVE_REASON)));
  }

  private String text(String what, List<String> roles, String state) {
    String where = " in " + Mrkdwn.line(cluster, 50);
    String names = Mrkdwn.list(roles.stream().map(it -> Mrkdwn.line(it, 40)).toList(), 100);
    return what + where + (names.isEmpty() ? "" : ": " + names) + " (" + state + ")";
  }
}
