package dev.sallyport.infra;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.IgnoreMode;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.constructs.Construct;

/** The image's address for the template. */
final class PollerImage {
  private static final String CONTEXT = "poller";

  /** All that the image is built from: a change elsewhere makes no new image. */
  private static final List<String> USED =
      List.of("Dockerfile", "target/*.jar", "target/lib", "src/main/image");

  private PollerImage() {}

  /**
   * Of the image that the options ask for; empty for none.
   *
   * @throws OptionError when what it is built from is missing
   */
  static Optional<String> uri(Construct scope, Options options, Checkout checkout) {
    return switch (options.image()) {
      case Image.None() -> Optional.empty();
      case Image.Named(String uri) -> Optional.of(uri);
      case Image.Built() -> Optional.of(built(scope, checkout));
    };
  }

  private static String built(Construct scope, Checkout checkout) {
    checkout.present(
        CONTEXT + "/Dockerfile", "take the whole repository, or add -c image=REGISTRY/NAME:TAG");
    checkout.built(CONTEXT + "/target/lib");
    return DockerImageAsset.Builder.create(scope, "PollerImage")
        .directory(checkout.root().resolve(CONTEXT).toString())
        .platform(Platform.LINUX_ARM64)
        .ignoreMode(IgnoreMode.DOCKER)
        .exclude(Stream.concat(Stream.of("**"), USED.stream().map(it -> "!" + it)).toList())
        .build()
        .getImageUri();
  }
}
