package dev.sallyport.integrations.slack;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * What is to be shown.
 *
 * @param text for notifications and screen readers, and all there is where there are no blocks;
 *     mrkdwn, escaped
 */
public record Message(String text, List<LayoutBlock> blocks) {
  public Message {
    blocks = List.copyOf(blocks);
  }

  /** Not what users wrote. */
  @Override
  public String toString() {
    return "Message of " + blocks.size() + " blocks";
  }
}
