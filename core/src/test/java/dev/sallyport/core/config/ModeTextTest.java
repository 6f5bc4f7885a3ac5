package dev.sallyport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModeTextTest {
  private static final String FILE = "sallyport.toml";

  private static String off(String text) {
    return new ModeText(FILE, text).with("auto_approval", Mode.OFF).text();
  }

  @Test
  void oneValueChangesAndNothingElse() {
    String before =
        """
        # who is who
        [teleport]
        cluster = "example.com"   # required

        [modes]                   # off | shadow | on
        review = "on"
          auto_approval   =  "on" # since the spring
        slack = 'shadow'

        [log]
        severity = "info"
        """;
    assertThat(off(before)).isEqualTo(before.replace("=  \"on\" #", "=  \"off\" #"));
  }

  @Test
  void whatATextOfSeveralLinesHoldsIsNoMode() {
    String text =
        """
        [slack] # \"""
        token = '''
        [modes]
        auto_approval = "on"'''
        [modes]
        auto_approval = "on"
        """;
    assertThat(off(text))
        .isEqualTo(
            text.substring(0, text.lastIndexOf("on\""))
                + "off"
                + text.substring(text.lastIndexOf("on\"") + 2));
  }

  @Test
  void aMissingLineIsAddedBelowTheOthers() {
    assertThat(off("[modes]\n# the brake\nreview = \"on\"\n\n# next\n[log]\n"))
        .isEqualTo(
            "[modes]\n# the brake\nreview = \"on\"\nauto_approval = \"off\"\n\n# next\n[log]\n");
    assertThat(off("[modes]")).isEqualTo("[modes]\nauto_approval = \"off\"\n");
  }

  @Test
  void aMissingTableIsAddedAtTheEnd() {
    assertThat(off("")).isEqualTo("[modes]\nauto_approval = \"off\"\n");
    assertThat(off("[log]\nseverity = \"info\""))
        .isEqualTo("[log]\nseverity = \"info\"\n\n[modes]\nauto_approval = \"off\"\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modes.auto_approval = \"on\"\n[log]\n",
        "modes.review = \"on\"\n[log]\n",
        "modes = {auto_approval = \"on\", slack = \"off\"} # all\n",
        "modes = {slack = \"off\"}\n",
        "modes = {}\n",
        "[ modes ]\n\"auto_approval\" = 'on'\n",
        "[modes]\r\nauto_approval = \"on\" # one\r\nslack = \"on\"\r\n",
        "[role_to_recipients]\n\"auto_approval\" = [\"C0\"]\n[modes]\nauto_approval = \"on\"\n",
        "text = \"\"\"\n[modes]\nauto_approval = \"on\"\n\"\"\"\n[modes]\nauto_approval = \"on\"\n",
        "[[auto_approval.allow]]\nroles = [\n  \"a\",\n]\n"
      })
  void everyWayToWriteItIsUnderstood(String text) {
    ModeText changed = new ModeText(FILE, text).with("auto_approval", Mode.OFF);
    assertThat(changed.read()).containsEntry("auto_approval", Mode.OFF);
    assertThat(changed.with("auto_approval", Mode.OFF)).isEqualTo(changed);
    assertThat(changed.text().contains("\r")).isEqualTo(text.contains("\r"));
  }

  @Test
  void aTextThatIsNoTomlIsChangedByItsLines() {
    ModeText broken = new ModeText(FILE, "[pagerduty\nx = \n[modes]\nauto_approval = \"on\"\n");
    assertThat(broken.broken()).hasValueSatisfying(why -> assertThat(why).contains("no TOML"));
    assertThat(broken.with("auto_approval", Mode.OFF).text())
        .isEqualTo("[pagerduty\nx = \n[modes]\nauto_approval = \"off\"\n");
  }

  @Test
  void whatIsWrongElsewhereKeepsNobodyFromReadingTheModes() {
    assertThat(new ModeText(FILE, "unknown = 1\n[modes]\nslack = \"off\"\n").read())
        .containsEntry("slack", Mode.OFF)
        .containsEntry("auto_approval", Mode.SHADOW);
  }

  @Test
  void whatMachinesCannotChangeIsLeftToPeople() {
    String odd = "[modes]\nauto_approval = \"\"\"\non\"\"\"\n";
    assertThatThrownBy(() -> off(odd))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("by hand");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    assertThat(
            ConfigReader.problems(
                FILE,
                """
                [modes]
                slack = "maybe"
                [pagerduty]
                api_key = "not here"
                [auto_approval]
                window = "3d"
                [lgo]
                """))
        .hasSize(5)
        .anySatisfy(it -> assertThat(it).contains("teleport.cluster"))
        .anySatisfy(it -> assertThat(it).contains("sallyport.toml:2", "maybe"))
        .anySatisfy(it -> assertThat(it).contains("sallyport.toml:4", "secret"))
        .anySatisfy(it -> assertThat(it).contains("sallyport.toml:6", "window"))
        .anySatisfy(it -> assertThat(it).contains("lgo"));
    assertThat(ConfigReader.problems(FILE, "[teleport]\ncluster = \"a\"\n")).isEmpty();
  }
}
