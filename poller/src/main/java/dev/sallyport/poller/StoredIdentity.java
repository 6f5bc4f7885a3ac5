package dev.sallyport.poller;

import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.poller.identity.Renewal;
import java.util.Optional;

/** An identity in AWS Secrets Manager, as the text of an identity file. */
record StoredIdentity(StoredSecret secret) implements Stored, Renewal.Store {
  @Override
  public String place() {
    return secret.id();
  }

  @Override
  public Optional<String> read() {
    return secret.read();
  }

  @Override
  public void write(String identity) {
    secret.write(identity);
  }
}
