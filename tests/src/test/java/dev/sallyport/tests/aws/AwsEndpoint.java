package dev.sallyport.tests.aws;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server of AWS's protocols: the one that {@code AWS_ENDPOINT_URL} names (LocalStack, or moto's
 * server), or else LocalStack in a container. Without either the tests are skipped, and say so.
 */
record AwsEndpoint(URI url, Optional<LocalStackContainer> container) implements AutoCloseable {
  /** The last that starts without an account; it knows Java 25. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  static AwsEndpoint open() {
    String given = System.getenv("AWS_ENDPOINT_URL");
    if (given != null && !given.isBlank()) {
      return new AwsEndpoint(URI.create(given), Optional.empty());
    }
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      System.out.println(
          "SKIPPED: the loop over AWS's services. It needs AWS_ENDPOINT_URL (LocalStack, or"
              + " moto_server), or Docker.");
      Assumptions.abort("neither AWS_ENDPOINT_URL nor Docker");
    }
    LocalStackContainer container =
        new LocalStackContainer(IMAGE)
            .withServices("sqs", "secretsmanager", "ssm", "lambda", "iam");
    container.start();
    return new AwsEndpoint(container.getEndpoint(), Optional.of(container));
  }

  @Override
  public void close() {
    container.ifPresent(LocalStackContainer::stop);
  }
}
