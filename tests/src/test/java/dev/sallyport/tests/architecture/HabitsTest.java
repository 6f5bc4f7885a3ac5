package dev.sallyport.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.library.GeneralCodingRules;
import dev.sallyport.tests.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the code is cut and named. */
final class HabitsTest {
  private static final Set<String> EMPTY_WORDS =
      Set.of("util", "utils", "common", "impl", "service", "manager", "helper", "helpers", "dto");

  private static final DescribedPredicate<JavaClass> WRITTEN =
      DescribedPredicate.describe("are written by people", OurClasses::isWritten);

  @Test
  void noPackageHasAnEmptyName() {
    assertThat(OurClasses.packages().keySet())
        .allSatisfy(
            name ->
                assertThat(List.of(name.split("\\."))).doesNotContainAnyElementsOf(EMPTY_WORDS));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(OurClasses.packages())
        .allSatisfy(
            (name, type) ->
                assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                    .as("package-info.java of %s says @NullMarked", name)
                    .isTrue());
  }

  @Test
  void everyClassIsFinalOrAbstract() {
    classes()
        .that(WRITTEN)
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(OurClasses.ALL);
  }

  @Test
  void nothingStaticChanges() {
    fields()
        .that()
        .areStatic()
        .and()
        .areDeclaredInClassesThat(WRITTEN)
        .should()
        .beFinal()
        .check(OurClasses.ALL);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that(WRITTEN)
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(OurClasses.ALL);
  }

  @Test
  void noTestSleepsOrIsDisabled() {
    List<Path> tests =
        Checkout.javaFiles().stream()
            .filter(file -> file.toString().contains("/src/test/"))
            .filter(file -> !file.endsWith("HabitsTest.java"))
            .toList();
    assertThat(tests)
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(Checkout.text(file)).doesNotContain("Thread.sleep(", "@Disabled"));
  }
}
