package dev.sallyport.core.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EmailAddressTest {
  @Test
  void caseTellsNobodyApart() {
    assertThat(EmailAddress.same("Alice@Example.com", "alice@example.COM")).isTrue();
    assertThat(EmailAddress.same("alice@example.com", "bob@example.com")).isFalse();
  }

  @Test
  void whatIsNoAddressIsNobodys() {
    assertThat(EmailAddress.same("alice", "alice")).isFalse();
    assertThat(EmailAddress.same("", "")).isFalse();
    assertThat(EmailAddress.same("\u212Aate@example.com", "kate@example.com"))
        .as("a letter that looks like K")
        .isFalse();
  }
}
