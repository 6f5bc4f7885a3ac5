package dev.sallyport.integrations.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.PlainTextInputElement;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.review.Gesture;
import java.util.List;

/** The buttons, and the field for a reason whose text comes along with a click. */
record Controls(AccessRequest request, Offer.Buttons offer) {
  private static final int WHO = 80;
  private static final int WHAT = 120;

  List<LayoutBlock> blocks() {
    return List.of(reason(), buttons());
  }

  private LayoutBlock reason() {
    return InputBlock.builder()
        .blockId(MessageText.REASON_BLOCK)
        .label(Parts.plain("Reason for your decision"))
        .hint(Parts.plain(hint()))
        .optional(true)
        .dispatchAction(false)
        .element(
            PlainTextInputElement.builder()
                .actionId(MessageText.REASON)
                .multiline(true)
                .maxLength(Gesture.LONGEST_REASON)
                .build())
        .build();
  }

  private String hint() {
    if (offer.reasonOnApprove() && offer.reasonOnDeny()) {
      return "Needed for either decision. Write it before you choose.";
    }
    if (offer.reasonOnApprove()) {
      return "Needed to approve. Write it before you choose.";
    }
    return offer.reasonOnDeny()
        ? "Needed to deny. Write it before you choose."
        : "If you like. Write it before you choose.";
  }

  private LayoutBlock buttons() {
    return ActionsBlock.builder()
        .blockId(MessageText.REVIEW_BLOCK)
        .elements(
            List.of(
                button("Approve", MessageText.APPROVE, "primary").confirm(confirm()).build(),
                button("Deny", MessageText.DENY, "danger").build()))
        .build();
  }

  private ButtonElement.ButtonElementBuilder button(String text, String id, String style) {
    return ButtonElement.builder()
        .text(Parts.plain(text))
        .actionId(id)
        .style(style)
        .value(request.id());
  }

  private ConfirmationDialogObject confirm() {
    String who = Mrkdwn.code(request.user(), WHO);
    List<String> roles = request.roles().stream().map(it -> Mrkdwn.code(it, WHO)).toList();
    String what = roles.isEmpty() ? "access" : Mrkdwn.list(roles, WHAT);
    return ConfirmationDialogObject.builder()
        .title(Parts.plain("Approve this request?"))
        .text(Parts.mrkdwn("Your approval counts towards " + what + " for " + who + "."))
        .confirm(Parts.plain("Approve"))
        .deny(Parts.plain("Cancel"))
        .style("primary")
        .build();
  }
}
