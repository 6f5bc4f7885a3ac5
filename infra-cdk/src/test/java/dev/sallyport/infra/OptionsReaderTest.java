package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OptionsReaderTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void asksForNoMoreThanTheClusterAndWhomToTell() {
    Options options = read(Map.of("cluster", "example.com", "integrations", "slack"));

    assertThat(options.name()).isEqualTo("sallyport");
    assertThat(options.network()).isEqualTo(new Network.Minimal());
    assertThat(options.image()).isEqualTo(new Image.Built());
    assertThat(options.alarms()).isEqualTo(new Alarms.Silent());
    assertThat(options.renew()).isFalse();
    assertThat(options.teleport()).isEmpty();
  }

  @Test
  void takesAListOfCdkJsonAsOneOfTheCommandLine() {
    Options options =
        read(Map.of("cluster", "example.com", "integrations", List.of("slack", "pagerduty")));

    assertThat(options.integrations())
        .containsExactlyInAnyOrder(Integration.SLACK, Integration.PAGERDUTY);
    assertThat(options.destinations()).containsExactly("pagerduty", "slack");
  }

  @Test
  void sendsTheAlertsOfJsmByTheQueueOfOpsgenie() {
    Options options = read(Map.of("cluster", "example.com", "integrations", "jsm"));

    assertThat(options.destinations()).containsExactly("opsgenie");
    assertThat(options.has(Integration.OPSGENIE)).isFalse();
    assertThat(options.vendors()).isEmpty();
  }

  @Test
  void readsClusterAddressAndIntegrationsFromTheConfiguration() throws IOException {
    config(
        """
        [teleport]
        cluster = "example.com"
        addr = "teleport.example.com:3080"
        [opsgenie]
        kind = "jsm"
        jsm = {site = "example"}
        [pagerduty]
        user_email = "sallyport@example.com"
        """);

    Options options = read(Map.of("config", "sallyport.toml", "renew", "true"));

    assertThat(options.config()).contains("sallyport.toml");
    assertThat(options.cluster()).isEqualTo("example.com");
    assertThat(options.teleport()).contains(new Options.Address("teleport.example.com", 3080));
    assertThat(options.integrations())
        .containsExactlyInAnyOrder(Integration.JSM, Integration.PAGERDUTY);
    assertThat(options.renew()).isTrue();
  }

  @Test
  void saysWhichLineOfTheConfigurationIsWrong() throws IOException {
    config("[teleport]\ncluster = \"example.com\"\nadress = \"x:1\"\n");

    assertThatThrownBy(() -> read(Map.of("config", "sallyport.toml")))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("sallyport.toml:3")
        .hasMessageContaining("adress");
  }

  @Test
  void refusesAConfigurationThatAwsCannotFollow() throws IOException {
    config("[teleport]\ncluster = \"example.com\"\n[pagerduty]\nuser_email = \"a@example.com\"\n");

    assertThatThrownBy(() -> read(Map.of("config", "sallyport.toml")))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("localhost:3025")
        .hasMessageContaining("HOST:PORT");
  }

  @Test
  void refusesAClusterNameThatNothingCanBear() throws IOException {
    config("[teleport]\ncluster = \"two words\"\naddr = \"teleport.example.com:443\"\n");

    assertThatThrownBy(() -> read(Map.of("config", "sallyport.toml")))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("two words")
        .hasMessageContaining("tctl status");
  }

  @Test
  void refusesAClusterNameThatDoesNotFitIntoADescription() {
    assertThat(read(Map.of("cluster", "c".repeat(76), "integrations", "slack")).cluster())
        .hasSize(76);
    assertThatThrownBy(() -> read(Map.of("cluster", "c".repeat(77), "integrations", "slack")))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("76 characters");
  }

  @Test
  void refusesASecondWordOnWhatTheConfigurationSays() throws IOException {
    config("[teleport]\ncluster = \"example.com\"\n");

    assertThatThrownBy(() -> read(Map.of("config", "sallyport.toml", "cluster", "other")))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("-c cluster=other")
        .hasMessageContaining("drop one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@aws-cdk/core:validateAgainstDefaultRules=true",
        "aws:cdk:enable-path-metadata=true",
        "availability-zones:account=123456789012:region=eu-central-1",
        "acknowledged-issue-numbers=34892",
        "cli-telemetry=false"
      })
  void leavesAloneWhatTheCdkReads(String option) {
    assertThat(readWith(option).name()).isEqualTo("sallyport");
  }

  @Test
  void namesTheConfigurationThatIsNotThere() {
    assertThatThrownBy(() -> read(Map.of("config", "nowhere.toml")))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("-c config=nowhere.toml")
        .hasMessageContaining(directory.toString());
  }

  @Test
  void saysWhatIsMissingWhenNothingIsSaid() {
    assertThatThrownBy(() -> read(Map.of("@aws-cdk/core:flag", true)))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining("-c config=")
        .hasMessageContaining("-c cluster=");
  }

  @Test
  void isDescribedWhole() throws IOException {
    String page = Files.readString(Path.of("../docs/cdk.md"));

    assertThat(OptionsReader.KNOWN)
        .allSatisfy(option -> assertThat(page).containsPattern("\\| `[^|]*\\b" + option + "\\b"));
  }

  @Test
  void takesWhatTheTemplateTakes() throws IOException {
    assertThat(template("ClusterName", "AllowedPattern: \"(.*)\""))
        .isEqualTo(OptionsReader.CLUSTER.pattern());
    assertThat(template("LogRetentionDays", "AllowedValues: \\[(.*)]").split(", "))
        .containsExactlyElementsOf(OptionsReader.RETENTIONS);
  }

  private static String template(String parameter, String property) throws IOException {
    Matcher matcher =
        Pattern.compile("(?m)^  " + parameter + ":\n(?:    .*\n)*?    " + property + "$")
            .matcher(Files.readString(Path.of("../template.yaml")));
    assertThat(matcher.find()).as(parameter).isTrue();
    return matcher.group(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name=Big                        | -c name=Big                 | small letters
          intergrations=slack             | -c intergrations            | alarmEmail
          alarm-email=a@example.com       | -c alarm-email              | alarmEmail
          alarm_email=a@example.com       | -c alarm_email              | alarmEmail
          integrations=slak               | slak                        | pagerduty, opsgenie, jsm, slack
          cluster=two words               | -c cluster=two words        | tctl status
          teleportAddr=teleport           | -c teleportAddr=teleport    | HOST:PORT
          vpcId=vpc-1                     | -c vpcId=vpc-1              | digits
          vpcId=vpc-0123456789abcdef0     | -c vpcId=vpc-0123           | -c subnetIds
          subnetIds=subnet-01234567       | -c subnetIds=subnet-01234567| -c vpcId
          subnetIds=net-1                 | -c subnetIds=net-1          | subnet-
          privateFunctions=true           | -c privateFunctions=true    | -c vpcId
          privateFunctions=yes            | -c privateFunctions=yes     | true, false
          pollerPublicIp=false            | -c pollerPublicIp=false     | subnetIds
          image=sallyport                 | -c image=sallyport          | REGISTRY/NAME:TAG
          poller=no                       | -c poller=no                | true, false
          renew=true                      | -c renew=true               | -c teleportAddr
          alarmEmail=nobody               | -c alarmEmail=nobody        | e-mail address
          alarmTopicArn=alarms            | -c alarmTopicArn=alarms     | ARN of an SNS topic
          permissionsBoundary=Boundary    | -c permissionsBoundary=Bound| ARN of an IAM policy
          snapStart=true                  | -c snapStart=true           | on, off
          tracing=maybe                   | -c tracing=maybe            | on, off
          logRetentionDays=31             | -c logRetentionDays=31      | 30
          rotation=on                     | -c rotation=on              | true, false
          stage=a#b                       | -c stage=a#b                | tag's value
          """)
  void namesTheValueAndTheFix(String option, String value, String fix) {
    assertThatThrownBy(() -> readWith(option))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining(value)
        .hasMessageContaining(fix);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          poller=false | image=registry.example.com/poller:1                                   | drop
          poller=false | renew=true                                                            | poller
          alarmEmail=a@example.com | alarmTopicArn=arn:aws:sns:eu-west-1:123456789012:alarms   | drop
          """)
  void refusesWhatDoesNotGoTogether(String one, String other, String fix) {
    assertThatThrownBy(() -> readWith(one, other))
        .isInstanceOf(OptionError.class)
        .hasMessageContaining(fix);
  }

  private Options readWith(String... options) {
    Map<String, Object> context =
        new HashMap<>(Map.of("cluster", "example.com", "integrations", "slack"));
    for (String option : options) {
      String[] pair = option.split("=", 2);
      context.put(pair[0], pair[1]);
    }
    return read(context);
  }

  private Options read(Map<String, Object> context) {
    return OptionsReader.read(new Context(context), directory);
  }

  private void config(String text) throws IOException {
    Files.writeString(directory.resolve("sallyport.toml"), text);
  }
}
