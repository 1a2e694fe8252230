package io.github.citydc;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What can be asked of the packages of a module. */
final class House {

  private static final String ROOT = "io.github.citydc.";

  private House() {}

  /** Each package is a slice of its own, and so are packages within it. */
  static SliceRule withoutCircles() {
    return slices().matching(ROOT + "(**)").should().beFreeOfCycles();
  }

  /** Each floor may use those behind it, and no floor those before it. */
  @SafeVarargs
  static LayeredArchitecture floors(String base, List<String>... floors) {
    LayeredArchitecture architecture = layeredArchitecture().consideringOnlyDependenciesInLayers();
    List<String> above = new ArrayList<>();
    for (List<String> floor : floors) {
      String[] packages =
          floor.stream()
              .map(name -> name.isEmpty() ? base : base + "." + name)
              .toArray(String[]::new);
      architecture = architecture.layer(floor.toString()).definedBy(packages);
    }
    for (List<String> floor : floors) {
      architecture =
          above.isEmpty()
              ? architecture.whereLayer(floor.toString()).mayNotBeAccessedByAnyLayer()
              : architecture
                  .whereLayer(floor.toString())
                  .mayOnlyBeAccessedByLayers(above.toArray(String[]::new));
      above.add(floor.toString());
    }
    return architecture;
  }

  /** The top-level types of the library that a class and its nested classes use. */
  static Set<String> libraryTypesUsedBy(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(House::topLevel)
        .filter(used -> used.getName().startsWith(ROOT) && !used.equals(type))
        .map(JavaClass::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static JavaClass topLevel(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return element.getEnclosingClass().map(House::topLevel).orElse(element);
  }
}
