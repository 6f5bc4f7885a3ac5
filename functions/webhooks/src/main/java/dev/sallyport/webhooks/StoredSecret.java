package dev.sallyport.webhooks;

import dev.sallyport.core.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** Where the secrets are kept. Reading throws {@link Unavailable}, never with a value. */
sealed interface StoredSecret extends Supplier<String> {
  /** A secret of AWS Secrets Manager. */
  record InSecretsManager(AwsService secretsManager, String arn) implements StoredSecret {
    /** Its JSON protocol. */
    static final String PROTOCOL = "application/x-amz-json-1.1";

    @Override
    public String get() {
      byte[] answer =
          secretsManager.call(
              "secretsmanager.GetSecretValue", JsonText.write(Map.of("SecretId", arn)));
      try {
        return JsonText.field(answer, "SecretString");
      } catch (IOException e) {
        throw new Unavailable("GetSecretValue was answered with something else than JSON", e);
      }
    }
  }

  /** A file, for a run on one machine. */
  record InFile(Path file) implements StoredSecret {
    @Override
    public String get() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new Unavailable(file + " cannot be read: " + e.getClass().getSimpleName(), e);
      }
    }
  }
}
