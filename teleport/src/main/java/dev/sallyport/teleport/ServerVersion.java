package dev.sallyport.teleport;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Teleport server's semantic version. Build metadata ({@code +git}) is ignored, and a pre-release
 * ({@code 18.11.0-rc.1}) comes before its release.
 *
 * @param preRelease what follows the hyphen, empty for a release
 */
public record ServerVersion(int major, int minor, int patch, String preRelease)
    implements Comparable<ServerVersion> {

  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z.-]+))?(?:\\+.*)?");

  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major)
          .thenComparingInt(ServerVersion::minor)
          .thenComparingInt(ServerVersion::patch)
          .thenComparing(version -> version.preRelease.isEmpty())
          .thenComparing(ServerVersion::preRelease);

  /** Reads a version as Ping returns it; empty when it is none. */
  public static Optional<ServerVersion> parse(String text) {
    var form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String preRelease = form.group(4);
    return Optional.of(
        new ServerVersion(
            Integer.parseInt(form.group(1)),
            Integer.parseInt(form.group(2)),
            Integer.parseInt(form.group(3)),
            preRelease == null ? "" : preRelease));
  }

  /** Whether this is that release or a later one. */
  public boolean atLeast(int major, int minor, int patch) {
    return compareTo(new ServerVersion(major, minor, patch, "")) >= 0;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String release = major + "." + minor + "." + patch;
    return preRelease.isEmpty() ? release : release + "-" + preRelease;
  }
}
