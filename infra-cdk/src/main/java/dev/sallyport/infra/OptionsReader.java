package dev.sallyport.infra;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes {@link Options} of the CDK's context and, if it names one, of a {@code sallyport.toml}. */
final class OptionsReader {
  /** The names of all options. */
  static final Set<String> KNOWN =
      Set.of(
          "name",
          "config",
          "cluster",
          "integrations",
          "teleportAddr",
          "vpcId",
          "subnetIds",
          "privateFunctions",
          "pollerPublicIp",
          "poller",
          "image",
          "renew",
          "alarmEmail",
          "alarmTopicArn",
          "permissionsBoundary",
          "snapStart",
          "tracing",
          "rotation",
          "logRetentionDays",
          "stage");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,29}");
  static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,75}");
  private static final Pattern ADDRESS = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-f:]+]):(\\d+)");
  private static final Pattern IMAGE = Pattern.compile("\\S+/\\S+[:@]\\S+");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+");
  private static final Pattern TOPIC = Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:.+");
  private static final Pattern POLICY =
      Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/.+");
  private static final Pattern STAGE = Pattern.compile("[A-Za-z0-9 +=._:/@-]{1,256}");
  static final List<String> RETENTIONS =
      List.of(
          "1", "3", "5", "7", "14", "30", "60", "90", "120", "150", "180", "365", "400", "545",
          "731", "1096", "1827", "2192", "2557", "2922", "3288", "3653");

  private final Context context;
  private final Path directory;

  private OptionsReader(Context context, Path directory) {
    this.context = context;
    this.directory = directory;
  }

  /**
   * Reads and checks everything.
   *
   * @param directory what a relative path starts from
   * @throws OptionError naming the value and the fix
   */
  static Options read(Context context, Path directory) {
    context.refuseUnknown(KNOWN);
    return new OptionsReader(context, directory).read();
  }

  private Options read() {
    Optional<Config> config = context.text("config").map(this::config);
    Optional<Options.Address> teleport = teleport(config);
    Image image = image();
    boolean renew = context.flag("renew", false);
    if (renew && image instanceof Image.None) {
      throw context.error("renew", "true", "needs the poller's image: drop poller=false");
    }
    if (renew && teleport.isEmpty()) {
      throw context.error(
          "renew", "true", "needs Teleport's address: add -c teleportAddr=HOST:PORT");
    }
    return new Options(
        context
            .text(
                "name", NAME, "must be up to 30 small letters, digits and hyphens, a letter first")
            .orElse("sallyport"),
        context.text("config"),
        cluster(config),
        integrations(config),
        teleport,
        new NetworkReader(context).read(image),
        image,
        renew,
        alarms(),
        context.text("permissionsBoundary", POLICY, "must be the ARN of an IAM policy"),
        context.oneOf("snapStart", "off", List.of("on", "off")).equals("on"),
        context.oneOf("tracing", "off", List.of("on", "off")).equals("on"),
        context.flag("rotation", false),
        context.text("logRetentionDays").map(this::retention),
        context.text("stage", STAGE, "must be a tag's value: letters, digits and + = . _ : / @ -"));
  }

  private Config config(String file) {
    for (String other : List.of("cluster", "integrations")) {
      context
          .text(other)
          .ifPresent(
              value -> {
                throw context.error(other, value, "stands beside config, which says it: drop one");
              });
    }
    try {
      return ConfigReader.deployed(file, Files.readString(directory.resolve(file)));
    } catch (ConfigError e) {
      throw new OptionError("-c config: " + e.getMessage());
    } catch (IOException e) {
      throw context.error(
          "config", file, "cannot be read: give a path from " + directory + " or a full one");
    }
  }

  private String cluster(Optional<Config> config) {
    String fix = "must be the name that tctl status shows, of 76 characters at most";
    config
        .map(it -> it.teleport().cluster())
        .filter(CLUSTER.asMatchPredicate().negate())
        .ifPresent(
            cluster -> {
              throw new OptionError("-c config: teleport.cluster = \"" + cluster + "\" " + fix);
            });
    return config
        .map(it -> it.teleport().cluster())
        .or(() -> context.text("cluster", CLUSTER, fix))
        .orElseThrow(
            () ->
                new OptionError(
                    "no cluster: add -c config=../sallyport.toml, or -c cluster=NAME -c"
                        + " integrations=slack,pagerduty"));
  }

  private Set<Integration> integrations(Optional<Config> config) {
    Set<Integration> all =
        config.map(Integration::of).orElseGet(() -> Integration.of(context.list("integrations")));
    if (all.isEmpty()) {
      throw new OptionError(
          config.isPresent()
              ? "-c config: nobody would hear of a request: add [slack], [pagerduty] or [opsgenie]"
              : "no integrations: add -c integrations= and some of "
                  + Integration.words(List.of(Integration.values())));
    }
    return all;
  }

  private Optional<Options.Address> teleport(Optional<Config> config) {
    Optional<Options.Address> given =
        context.text("teleportAddr").map(it -> address("teleportAddr", it));
    config
        .map(it -> address("config", it.teleport().addr()))
        .filter(it -> it.host().equals("localhost"))
        .ifPresent(
            it -> {
              throw new OptionError(
                  "-c config: teleport.addr is " + it + ", which AWS cannot reach: set HOST:PORT");
            });
    return given.or(() -> config.map(it -> address("config", it.teleport().addr())));
  }

  private Options.Address address(String option, String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches() || matcher.group(2).length() > 5) {
      throw context.error(option, text, "must be HOST:PORT, as teleport.example.com:443");
    }
    return new Options.Address(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private Image image() {
    boolean poller = context.flag("poller", true);
    Optional<String> named =
        context.text(
            "image", IMAGE, "must be an image with its tag or digest, as REGISTRY/NAME:TAG");
    if (!poller && named.isPresent()) {
      throw context.error("image", named.get(), "has no use with poller=false: drop one of them");
    }
    return poller
        ? named.<Image>map(Image.Named::new).orElseGet(Image.Built::new)
        : new Image.None();
  }

  private Alarms alarms() {
    Optional<String> email = context.text("alarmEmail", EMAIL, "must be one e-mail address");
    Optional<String> topic =
        context.text("alarmTopicArn", TOPIC, "must be the ARN of an SNS topic");
    if (email.isPresent() && topic.isPresent()) {
      throw context.error("alarmEmail", email.get(), "stands beside alarmTopicArn: drop one");
    }
    return Stream.concat(
            email.<Alarms>map(Alarms.Email::new).stream(),
            topic.<Alarms>map(Alarms.Topic::new).stream())
        .findFirst()
        .orElseGet(Alarms.Silent::new);
  }

  private int retention(String days) {
    return Integer.parseInt(context.oneOf("logRetentionDays", days, RETENTIONS));
  }
}
