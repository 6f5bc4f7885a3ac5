package dev.sallyport.simulators.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

final class VersionsTest extends SecretsManagerTestBase {
  private Map<String, List<String>> stages() {
    return client.describeSecret(ask -> ask.secretId(NAME)).versionIdsToStages();
  }

  @Test
  void anEmptySecretIsThereAndHasNoValue() {
    String arn = simulator.addEmpty(NAME);
    assertThat(arn).startsWith("arn:aws:secretsmanager:eu-central-1:111111111111:secret:" + NAME);
    assertThat(client.describeSecret(ask -> ask.secretId(arn)).name()).isEqualTo(NAME);
    assertThat(stages()).isEmpty();
    assertThatThrownBy(this::current)
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("staging label: AWSCURRENT");
    assertThat(simulator.value(NAME)).isEmpty();
  }

  @Test
  void aSecretThatIsNotThereIsNotFound() {
    assertThatThrownBy(() -> client.describeSecret(ask -> ask.secretId("other")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("can't find the specified secret.");
  }

  @Test
  void theFirstVersionIsCurrentWhateverItsLabel() {
    simulator.addEmpty(NAME);
    put(FIRST, "one", "AWSPENDING");
    assertThat(stages()).isEqualTo(Map.of(FIRST, List.of("AWSCURRENT", "AWSPENDING")));
    assertThat(current()).isEqualTo("one");
  }

  @Test
  void whatWasCurrentBecomesPrevious() {
    client.createSecret(make -> make.name(NAME).clientRequestToken(FIRST).secretString("one"));
    clock.advance(Duration.ofMinutes(1));
    put(SECOND, "two");
    assertThat(stages())
        .isEqualTo(Map.of(FIRST, List.of("AWSPREVIOUS"), SECOND, List.of("AWSCURRENT")));
    var read = client.getSecretValue(ask -> ask.secretId(NAME).versionStage("AWSPREVIOUS"));
    assertThat(read.secretString()).isEqualTo("one");
    assertThat(read.createdDate()).isEqualTo(clock.instant().minusSeconds(60));
  }

  @Test
  void theSameWriteAgainIsIgnoredAndAnotherRefused() {
    simulator.addEmpty(NAME);
    put(FIRST, "one");
    put(SECOND, "two");
    put(FIRST, "one", "AWSCURRENT");
    assertThat(current()).as("its labels are ignored too").isEqualTo("two");
    assertThatThrownBy(() -> put(FIRST, "three")).isInstanceOf(ResourceExistsException.class);
    assertThatThrownBy(() -> put("short", "three")).isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> client.createSecret(make -> make.name(NAME).secretString("four")))
        .isInstanceOf(ResourceExistsException.class);
  }

  @Test
  void labelsAreMovedOnlyByThoseWhoKnowWhereTheyAre() {
    simulator.addEmpty(NAME);
    put(FIRST, "one");
    put(SECOND, "two", "AWSPENDING");
    assertThatThrownBy(
            () ->
                client.updateSecretVersionStage(
                    move -> move.secretId(NAME).versionStage("AWSCURRENT").moveToVersionId(SECOND)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("RemoveFromVersionId can't be empty");
    move("AWSCURRENT", FIRST, SECOND);
    assertThat(stages())
        .isEqualTo(
            Map.of(FIRST, List.of("AWSPREVIOUS"), SECOND, List.of("AWSCURRENT", "AWSPENDING")));
    assertThatThrownBy(() -> move("AWSCURRENT", FIRST, SECOND))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> move("AWSCURRENT", SECOND, FIRST + "0"))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () ->
                client.updateSecretVersionStage(
                    move ->
                        move.secretId(NAME).versionStage("AWSCURRENT").removeFromVersionId(SECOND)))
        .hasMessageContaining("can't be completely removed");
  }

  private void move(String label, String from, String to) {
    client.updateSecretVersionStage(
        move ->
            move.secretId(NAME).versionStage(label).removeFromVersionId(from).moveToVersionId(to));
  }

  @Test
  void aVersionIsReadByItsIdAndMustHaveTheLabelThatIsAskedFor() {
    simulator.addEmpty(NAME);
    put(FIRST, "one");
    put(SECOND, "two");
    assertThat(client.getSecretValue(ask -> ask.secretId(NAME).versionId(FIRST)).secretString())
        .isEqualTo("one");
    assertThatThrownBy(
            () ->
                client.getSecretValue(
                    ask -> ask.secretId(NAME).versionId(FIRST).versionStage("AWSPENDING")))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void listsByTheBeginningOfNamesAndInPages() {
    simulator.put("sallyport/slack-bot", "one");
    simulator.addEmpty("sallyport/slack-signing");
    simulator.put("sallyport2/slack-bot", "one");
    Filter ours = Filter.builder().key(FilterNameStringType.NAME).values("sallyport/").build();
    assertThat(
            client.listSecretsPaginator(ask -> ask.filters(ours).maxResults(1)).stream()
                .flatMap(page -> page.secretList().stream())
                .map(SecretListEntry::name))
        .containsExactly("sallyport/slack-bot", "sallyport/slack-signing");
    assertThat(client.listSecrets(ask -> ask.filters(ours)).secretList().getFirst())
        .satisfies(
            entry -> assertThat(entry.lastChangedDate()).isEqualTo(clock.instant()),
            entry -> assertThat(entry.secretVersionsToStages()).hasSize(1));
  }

  @Test
  void faultsAreSwitchedAndCallsJournaledWithoutValues() {
    String arn = simulator.put(NAME, "canary-value");
    simulator
        .faults()
        .next(9, call -> call.operation().equals("PutSecretValue"), new Fault.Refuse(403, "no"));
    assertThatThrownBy(() -> put(FIRST, "canary"))
        .isInstanceOf(SecretsManagerException.class)
        .hasMessageContaining("no");
    client.getSecretValue(ask -> ask.secretId(arn));
    assertThat(simulator.journal().entries())
        .extracting(it -> it.call())
        .containsExactly(
            new Call("secretsmanager", "PutSecretValue", NAME),
            new Call("secretsmanager", "GetSecretValue", NAME));
    assertThat(simulator.journal().entries()).extracting(it -> it.caller()).contains("AKIATEST");
    assertThat(simulator.journal().entries().toString() + simulator.versions(NAME))
        .doesNotContain("canary");
  }
}
