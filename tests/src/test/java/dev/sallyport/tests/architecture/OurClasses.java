package dev.sallyport.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.TreeMap;

/** The compiled classes of every module, without their tests. Read once. */
final class OurClasses {
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.sallyport");

  private OurClasses() {}

  /** Whether people wrote it; the rest of the wire is generated. */
  static boolean isWritten(JavaClass type) {
    return !type.getPackageName().startsWith("dev.sallyport.teleport.wire");
  }

  /** The packages that hold a written class, each with one of them. */
  static Map<String, JavaClass> packages() {
    Map<String, JavaClass> packages = new TreeMap<>();
    ALL.stream()
        .filter(OurClasses::isWritten)
        .forEach(type -> packages.put(type.getPackageName(), type));
    return packages;
  }
}
