package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The methods that read messages back. */
final class HistoryApi {
  private static final int PAGE = 100;
  private static final int MOST = 999;

  private final Access access;
  private final Representation representation;

  HistoryApi(Access access, Representation representation) {
    this.access = access;
    this.representation = representation;
  }

  /** Newest first, without the replies in threads. */
  ObjectNode history(Arguments arguments) {
    Channel channel = access.readable(arguments.text("channel"));
    List<Post> posts =
        channel.posts().stream().filter(it -> it.threadTs().isEmpty()).toList().reversed();
    return page(arguments, posts);
  }

  /** The first message of the thread, then its replies, oldest first. */
  ObjectNode replies(Arguments arguments) {
    Channel channel = access.readable(arguments.text("channel"));
    String ts = arguments.text("ts");
    List<Post> posts = new ArrayList<>();
    posts.add(channel.post(ts).orElseThrow(() -> SlackError.of("thread_not_found")));
    posts.addAll(channel.replies(ts));
    return page(arguments, posts);
  }

  private ObjectNode page(Arguments arguments, List<Post> posts) {
    if (arguments.number("limit", PAGE) > MOST) {
      throw SlackError.of("invalid_limit");
    }
    ObjectNode answer = Representation.ok();
    List<Post> inside = posts.stream().filter(it -> within(it, arguments)).toList();
    boolean more =
        Pages.put(
            answer,
            "messages",
            arguments,
            PAGE,
            inside,
            it -> representation.message(it, arguments.flag("include_all_metadata")));
    if (!more) {
      answer.remove("response_metadata");
    }
    return answer.put("has_more", more).put("pin_count", 0);
  }

  private static boolean within(Post post, Arguments arguments) {
    int slack = arguments.flag("inclusive") ? 0 : 1;
    return arguments
            .optional("oldest")
            .filter(it -> compare(post, it, "invalid_ts_oldest") < slack)
            .isEmpty()
        && arguments
            .optional("latest")
            .filter(it -> compare(post, it, "invalid_ts_latest") > -slack)
            .isEmpty();
  }

  private static int compare(Post post, String bound, String error) {
    try {
      return Timestamps.compare(post.ts(), bound);
    } catch (NumberFormatException e) {
      throw SlackError.of(error);
    }
  }
}
