package dev.sallyport.core.notice;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import java.util.List;

/**
 * Notices that a person acted in and that no book knew, as the review of that act noted them: the
 * record of their announcement was lost in a crash.
 */
record Clicked(List<String> messages) {
  private static final String KEY = "answers";

  @JsonCreator
  Clicked(@JsonProperty("messages") List<String> messages) {
    this.messages = List.copyOf(messages);
  }

  static List<String> in(Entries entries) {
    return switch (Documents.read(entries.ours(KEY), Clicked.class)) {
      case Stored.Known(Clicked clicked) -> clicked.messages();
      case Stored.Newer<Clicked>(Clicked clicked, int _) -> clicked.messages();
      case Stored.Absent<Clicked> _, Stored.Unreadable<Clicked> _ -> List.of();
    };
  }
}
