package dev.sallyport.poller;

import dev.sallyport.integrations.aws.IdentitySecret;
import java.util.Optional;

/** An identity in AWS Secrets Manager. */
record StoredIdentity(IdentitySecret secret) implements Stored {
  @Override
  public String place() {
    return secret.id();
  }

  @Override
  public Optional<String> read() {
    return secret.read();
  }
}
