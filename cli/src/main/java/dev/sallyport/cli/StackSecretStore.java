package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.core.delivery.VerificationSecrets;
import java.util.Optional;

/** In Secrets Manager, where the functions of a stack read it. */
record StackSecretStore(StackSecrets secrets, String secret) implements SecretStore {
  /** A value cannot be taken away again, so this stands for none; who verifies finds no secret. */
  private static final String NOTHING = "{}";

  @Override
  public String name() {
    return secrets.nameOf(secret);
  }

  @Override
  public Optional<VerificationSecrets> read() {
    return secrets.read(secret).filter(text -> !text.equals(NOTHING)).map(this::parse);
  }

  private VerificationSecrets parse(String text) {
    try {
      return VerificationSecrets.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(name() + ": " + e.getMessage());
    }
  }

  @Override
  public void write(VerificationSecrets newSecrets) {
    secrets.store(secret, newSecrets.toJson());
  }

  @Override
  public void delete() {
    secrets.store(secret, NOTHING);
  }
}
