package dev.sallyport.infra;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnWaitConditionHandle;
import software.amazon.awscdk.Stack;

/** The app that {@code cdk} runs. */
final class Deploy {
  private Deploy() {}

  /** Synthesizes the stack, or one that is nothing but an error, for {@code cdk} to show. */
  public static void main(String[] arguments) {
    App app = new App();
    Path directory = Path.of("").toAbsolutePath();
    try {
      build(app, directory, Checkout.around(directory));
      app.synth();
    } catch (OptionError e) {
      refuse(e);
    }
  }

  /**
   * An empty stack would be an error too, and shown first. Its name is nobody's: what is deployed
   * must never be replaced by it.
   */
  private static void refuse(OptionError error) {
    App app = new App();
    Stack stack = new Stack(app, "refused");
    CfnWaitConditionHandle.Builder.create(stack, "Nothing").build();
    Annotations.of(stack).addError(error.getMessage());
    app.synth();
  }

  /**
   * The stack that the app's context asks for, and what examines it.
   *
   * @throws OptionError when it cannot be
   */
  static SallyportStack build(App app, Path directory, Checkout checkout) {
    Map<String, Object> context = new HashMap<>();
    if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
      all.forEach((name, value) -> context.put(String.valueOf(name), value));
    }
    Options options = OptionsReader.read(new Context(context), directory);
    Aspects.of(app).add(new AwsSolutionsChecks());
    return new SallyportStack(app, options, checkout);
  }
}
