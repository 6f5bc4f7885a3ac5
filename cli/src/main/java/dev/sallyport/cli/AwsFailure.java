package dev.sallyport.cli;

import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** Why AWS's library failed before AWS could answer, in one line. */
final class AwsFailure {
  /** As its chains of providers begin (AWS SDK for Java 2, {@code AwsRegionProviderChain}). */
  private static final String REGION = "Unable to load region";

  /** The same of {@code AwsCredentialsProviderChain}. */
  private static final String CREDENTIALS = "Unable to load credentials";

  /** The profile where none is named, which need not be there. */
  private static final String UNNAMED = "default";

  private AwsFailure() {}

  /** What must be set; empty where nothing of it is missing, as far as anybody knows. */
  static Optional<String> ofSettings(Throwable failure) {
    return chain(failure)
        .filter(SdkClientException.class::isInstance)
        .map(it -> String.valueOf(it.getMessage()))
        .flatMap(text -> missing(text).stream())
        .findFirst()
        .map(missing -> "AWS cannot be asked: " + missing);
  }

  private static Optional<String> missing(String text) {
    if (!text.contains(REGION) && !text.contains(CREDENTIALS)) {
      return Optional.empty();
    }
    Optional<String> absent = absentProfile();
    if (absent.isPresent()) {
      return Optional.of(
          "the profile "
              + absent.get()
              + " does not exist in AWS's files. Set AWS_PROFILE to one of those that aws configure"
              + " list-profiles shows");
    }
    if (text.contains(REGION)) {
      return Optional.of(
          "no region is known. Set AWS_REGION and credentials, or AWS_PROFILE to a profile that has"
              + " both");
    }
    return Optional.of(
        "no credentials are found, or they have ended. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
            + " AWS_SECRET_ACCESS_KEY, or sign in again");
  }

  /** The profile that is named and not there; a file that cannot be read says nothing of it. */
  private static Optional<String> absentProfile() {
    try {
      return ProfileFileSystemSetting.AWS_PROFILE
          .getStringValue()
          .filter(name -> !name.isBlank() && !name.equals(UNNAMED))
          .filter(name -> ProfileFile.defaultProfileFile().profile(name).isEmpty());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** What a failure says that nothing of ours has put into words. */
  static Optional<String> of(Throwable failure) {
    return failure instanceof SdkException
        ? Optional.of("AWS cannot be asked: " + Sallyport.firstLine(failure))
        : Optional.empty();
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause).limit(20);
  }
}
