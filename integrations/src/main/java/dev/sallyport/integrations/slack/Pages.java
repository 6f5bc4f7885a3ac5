package dev.sallyport.integrations.slack;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads Slack's pages by cursor, to a bound. */
final class Pages {
  /** With channels 10,000 of them, with messages 2,000. */
  private static final int MOST = 10;

  private static final int CHANNELS_EACH = 999;
  private static final int MESSAGES_EACH = 200;

  private final Calls calls;

  Pages(Calls calls) {
    this.calls = calls;
  }

  Reply<Listing<Channel>> channels() {
    return read(
        Method.CHANNELS,
        "",
        Map.of(
            "types", "public_channel,private_channel",
            "exclude_archived", "true",
            "limit", Integer.toString(CHANNELS_EACH)),
        Page::listed);
  }

  Reply<Listing<Found>> since(String channel, Instant oldest) {
    return read(
        Method.HISTORY,
        channel,
        messages(channel, Map.of("oldest", ts(oldest), "inclusive", "true")),
        Page::found);
  }

  Reply<Optional<Found>> at(String channel, String ts) {
    Map<String, String> form =
        Map.of("oldest", ts, "latest", ts, "inclusive", "true", "limit", "1");
    return page(Method.HISTORY, channel, messages(channel, form), Page::found)
        .map(page -> page.items().stream().filter(it -> it.ts().equals(ts)).findFirst());
  }

  Reply<Listing<Found>> replies(String channel, String ts) {
    return read(Method.REPLIES, channel, messages(channel, Map.of("ts", ts)), Page::found);
  }

  private static Map<String, String> messages(String channel, Map<String, String> more) {
    Map<String, String> form = new TreeMap<>();
    form.put("channel", channel);
    form.put("include_all_metadata", "true");
    form.put("limit", Integer.toString(MESSAGES_EACH));
    form.putAll(more);
    return form;
  }

  /** Slack's time stamps are seconds and microseconds. */
  static String ts(Instant at) {
    return BigDecimal.valueOf(at.getEpochSecond())
        .add(BigDecimal.valueOf(at.getNano(), 9))
        .setScale(6, RoundingMode.DOWN)
        .toPlainString();
  }

  private record Read<T>(List<T> items, String next, boolean more) {}

  private <T> Reply<Listing<T>> read(
      Method method, String scope, Map<String, String> form, Function<Page, Optional<List<T>>> of) {
    List<T> items = new ArrayList<>();
    String cursor = "";
    for (int i = 0; i < MOST; i++) {
      Map<String, String> asked = new TreeMap<>(form);
      if (!cursor.isEmpty()) {
        asked.put("cursor", cursor);
      }
      Reply<Read<T>> reply = page(method, scope, asked, of);
      if (!(reply instanceof Reply.Ok<Read<T>>(Read<T> page))) {
        return reply.map(none -> new Listing<>(List.of(), false));
      }
      items.addAll(page.items());
      if (page.next().isEmpty()) {
        return new Reply.Ok<>(new Listing<>(items, !page.more()));
      }
      cursor = page.next();
    }
    return new Reply.Ok<>(new Listing<>(items, false));
  }

  private <T> Reply<Read<T>> page(
      Method method, String scope, Map<String, String> form, Function<Page, Optional<List<T>>> of) {
    return calls.make(
        method,
        scope,
        (slack, token) ->
            slack.postFormWithTokenAndParseResponse(
                body -> {
                  form.forEach(body::add);
                  return body;
                },
                method.path(),
                token,
                Page.class),
        page -> of.apply(page).map(items -> new Read<>(items, page.next(), page.more())));
  }
}
