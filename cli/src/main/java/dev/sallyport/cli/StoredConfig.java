package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.ConfigParameter;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The configuration of a stack on AWS. */
final class StoredConfig {
  private StoredConfig() {}

  /**
   * Reads it.
   *
   * @throws Refusal when there is none
   */
  static Config of(String stack) {
    try {
      ConfigParameter parameter =
          new ConfigParameter(AwsClients.ssm(), ConfigParameter.nameOf(stack));
      ConfigParameter.Stored stored =
          parameter
              .read()
              .orElseThrow(
                  () ->
                      new Refusal(
                          "the stack "
                              + stack
                              + " has no configuration: store it with sallyport config put, or name"
                              + " another stack with --stack"));
      return ConfigReader.deployed(parameter.name(), stored.text());
    } catch (SdkClientException e) {
      throw new Refusal("AWS cannot be asked: set AWS_REGION, or AWS_PROFILE to one that has it");
    }
  }
}
