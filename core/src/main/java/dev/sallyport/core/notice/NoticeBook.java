package dev.sallyport.core.notice;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a destination did for one request.
 *
 * @param adopted a digest of the Go plugin's entry that was taken over; a later change of that
 *     entry shows that the plugin still runs
 */
public record NoticeBook(
    int v,
    Optional<String> adopted,
    List<Notice> notices,
    @JsonAnyGetter Map<String, JsonNode> more) {
  @JsonCreator
  public NoticeBook(
      @JsonProperty("v") int v,
      @JsonProperty("adopted") Optional<String> adopted,
      @JsonProperty(value = "notices", required = true) List<Notice> notices,
      @JsonAnySetter Map<String, JsonNode> more) {
    this.v = v;
    this.adopted = adopted;
    this.notices = List.copyOf(notices);
    this.more = Map.copyOf(more);
  }

  static NoticeBook empty() {
    return new NoticeBook(1, Optional.empty(), List.of(), Map.of());
  }

  /** The notice to a recipient, whether or not anything was done for it. */
  Notice to(String recipient) {
    return notices.stream()
        .filter(notice -> notice.to().equals(recipient))
        .findFirst()
        .orElseGet(() -> Notice.none(recipient));
  }

  /** The same with a notice that a person acted in and that is not in it yet. */
  NoticeBook finding(String place, String ref) {
    if (notices.stream().anyMatch(notice -> notice.ref().equals(Optional.of(ref)))) {
      return this;
    }
    boolean free = to(place).ref().isEmpty();
    return with((free ? to(place) : Notice.none(ref)).opened(ref, Optional.of("")));
  }

  boolean knows(String recipient) {
    return notices.stream().anyMatch(notice -> notice.to().equals(recipient));
  }

  NoticeBook with(Notice changed) {
    var all = new ArrayList<>(notices);
    all.replaceAll(notice -> notice.to().equals(changed.to()) ? changed : notice);
    if (!knows(changed.to())) {
      all.add(changed);
    }
    return new NoticeBook(v, adopted, all, more);
  }

  NoticeBook adopting(String digest, List<Notice> theirs) {
    return new NoticeBook(v, Optional.of(digest), theirs, more);
  }
}
