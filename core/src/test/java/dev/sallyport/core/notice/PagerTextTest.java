package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.testing.Sample;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagerTextTest {
  private static final Reply END = new Reply.OfEnd(Outcome.APPROVED);

  private final PagerText text = new PagerText("one.example.com", Optional::empty);

  @Test
  void aNoteIsKnownByItsLastLineAlone() {
    String note = text.note(Sample.ID, END, new Truth.Gone(Outcome.APPROVED));
    assertThat(text.isNote(note + "\n ", Sample.ID, END)).isTrue();
    assertThat(text.isNote(note + "\nelse", Sample.ID, END)).as("quoted").isFalse();
    assertThat(text.isNote(note, "another", END)).isFalse();
    assertThat(text.isNote(note, Sample.ID, new Reply.OfEnd(Outcome.DENIED))).isFalse();
    assertThat(new PagerText("other", Optional::empty).isNote(note, Sample.ID, END)).isFalse();
  }
}
