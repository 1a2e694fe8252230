package io.github.citydc.cli;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The public types of the packages of all modules. */
final class PublicTypes {

  private PublicTypes() {}

  /** The public top-level types of the packages that are API. */
  static Map<String, Set<String>> byPackage(JavaClasses modules) {
    return modules.stream()
        .filter(type -> isPublicTopLevel(type) && !type.getPackageName().contains("internal"))
        .collect(
            Collectors.groupingBy(
                JavaClass::getPackageName,
                Collectors.mapping(JavaClass::getSimpleName, Collectors.toSet())));
  }

  /** The public top-level types of internal packages that no other package uses. */
  static Set<String> usedByNoOtherPackage(JavaClasses modules) {
    return modules.stream()
        .filter(type -> isPublicTopLevel(type) && type.getPackageName().contains("internal"))
        .filter(
            type ->
                modules.stream()
                    .filter(other -> !other.getPackageName().equals(type.getPackageName()))
                    .flatMap(other -> other.getDirectDependenciesFromSelf().stream())
                    .noneMatch(used -> topLevel(used.getTargetClass()).equals(type)))
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The simple names of the top-level types that use a package or those below it. */
  static Set<String> using(JavaClasses modules, String library) {
    return modules.stream()
        .filter(
            type ->
                type.getDirectDependenciesFromSelf().stream()
                    .map(used -> topLevel(used.getTargetClass()).getPackageName())
                    .anyMatch(name -> (name + ".").startsWith(library + ".")))
        .map(type -> topLevel(type).getSimpleName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isPublicTopLevel(JavaClass type) {
    return type.isTopLevelClass()
        && type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getSimpleName().equals("package-info");
  }

  private static JavaClass topLevel(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return element.getEnclosingClass().map(PublicTypes::topLevel).orElse(element);
  }
}
