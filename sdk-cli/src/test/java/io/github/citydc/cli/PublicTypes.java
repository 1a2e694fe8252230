package io.github.citydc.cli;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The public top-level types of the exported packages of a module that no user meets: no page
   * names them, no public or protected member of another exported type mentions them, no other
   * module uses them, and they are not thrown.
   *
   * @param modules all
   * @param module signing, testkit or core
   * @param docs all pages
   */
  static Set<String> metByNobody(JavaClasses modules, String module, String docs) {
    Set<String> met = new TreeSet<>(List.of(docs.split("[^A-Za-z0-9]+")));
    return modules.stream()
        .filter(type -> module(type).equals(module) && isExported(type))
        .filter(type -> !met.contains(type.getSimpleName()))
        .filter(type -> !type.isAssignableTo(Throwable.class))
        .filter(
            type ->
                modules.stream()
                    .filter(other -> !topLevel(other).equals(type))
                    .noneMatch(other -> shows(other, type) || usesFromOutside(other, type)))
        .map(JavaClass::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isExported(JavaClass type) {
    return isPublicTopLevel(type) && !type.getPackageName().contains("internal");
  }

  private static boolean shows(JavaClass other, JavaClass type) {
    return isExported(topLevel(other)) && isSignature(other, type);
  }

  /** In the type of a visible member, or above the type itself. */
  private static boolean isSignature(JavaClass other, JavaClass type) {
    return Stream.<Stream<JavaClass>>of(
            other.getMembers().stream()
                .filter(PublicTypes::isVisible)
                .flatMap(member -> member.getAllInvolvedRawTypes().stream()),
            other.getRawInterfaces().stream(),
            other.getRawSuperclass().stream())
        .flatMap(types -> types)
        .anyMatch(used -> topLevel(used).equals(type));
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static boolean usesFromOutside(JavaClass other, JavaClass type) {
    return !module(other).equals(module(type))
        && other.getDirectDependenciesFromSelf().stream()
            .anyMatch(used -> topLevel(used.getTargetClass()).equals(type));
  }

  private static String module(JavaClass type) {
    String first = type.getPackageName().replaceFirst("io\\.github\\.citydc\\.?", "");
    String name = first.replaceFirst("\\..*", "");
    return Set.of("signing", "testkit", "cli").contains(name) ? name : "core";
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
