package dev.sallyport.poller;

import dev.sallyport.integrations.aws.IdentitySecret;
import dev.sallyport.poller.identity.Renewal;
import java.util.Optional;

/** Keeps an identity in AWS Secrets Manager. */
record SecretStore(IdentitySecret secret) implements Renewal.Store {
  @Override
  public Optional<String> read() {
    return secret.read();
  }

  @Override
  public void write(String identity) {
    secret.write(identity);
  }
}
