package dev.sallyport.cli;

import dev.sallyport.core.delivery.VerificationSecrets;
import java.util.Optional;

/** Where the secret of PagerDuty's webhooks is kept. */
interface SecretStore {
  /** For messages. */
  String name();

  /** What stands there; empty while nothing does. */
  Optional<VerificationSecrets> read();

  /** Replaces it as a whole. */
  void write(VerificationSecrets secrets);

  /** Forgets it. */
  void delete();
}
