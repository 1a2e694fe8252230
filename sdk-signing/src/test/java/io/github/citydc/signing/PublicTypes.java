package io.github.citydc.signing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls every public constructor and method of the public types of the module, with arguments from
 * a pool that grows by what the calls return. Parameters that are named like a secret get one.
 */
final class PublicTypes {

  private static final String ROOT = "io.github.citydc.signing";
  private static final int ROUNDS = 3;
  private static final int COMBINATIONS = 4;

  private final Arguments arguments;
  private final Random random = new Random(7);
  private final Set<String> texts = new LinkedHashSet<>();
  private final Set<Class<?>> seen = new HashSet<>();
  private final Map<Executable, Integer> successes = new HashMap<>();

  private PublicTypes(Arguments arguments) {
    this.arguments = arguments;
  }

  /**
   * What a walk met.
   *
   * @param texts every {@code toString}, and every exception with its causes
   * @param seen the types of which there was an instance
   */
  record Walk(Set<String> texts, Set<Class<?>> seen) {}

  static Walk walk(Path folder) throws Exception {
    PublicTypes walk = new PublicTypes(new Arguments(folder));
    walk.arguments.known(Object.class).forEach(walk::look);
    for (int round = 0; round < ROUNDS; round++) {
      for (Class<?> type : all()) {
        walk.visit(type);
      }
    }
    return new Walk(walk.texts, walk.seen);
  }

  /** The public types of the module that are not internal, those within others included. */
  static List<Class<?>> all() throws IOException, ClassNotFoundException {
    Path classes = Path.of("target", "classes");
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        String name = classes.relativize(file).toString().replace('/', '.').replace(".class", "");
        if (name.startsWith(ROOT) && !name.contains(".internal.") && !name.endsWith("-info")) {
          types.add(Class.forName(name, false, PublicTypes.class.getClassLoader()));
        }
      }
    }
    return types.stream().filter(PublicTypes::isPublic).toList();
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isPublic(outer));
  }

  private void visit(Class<?> type) {
    if (type.isEnum()) {
      Arrays.stream(type.getEnumConstants()).forEach(this::look);
    }
    for (Constructor<?> constructor : type.getConstructors()) {
      call(constructor, Optional.empty());
    }
    Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass().getName().startsWith(ROOT))
        .sorted(Comparator.comparing(Method::toGenericString))
        .forEach(this::visit);
  }

  private void visit(Method method) {
    if (Modifier.isStatic(method.getModifiers())) {
      call(method, Optional.empty());
    } else {
      arguments.known(method.getDeclaringClass()).stream()
          .limit(COMBINATIONS)
          .forEach(instance -> call(method, Optional.of(instance)));
    }
  }

  /** Every candidate of the only parameter, or some combinations of those of several. */
  private void call(Executable executable, Optional<Object> instance) {
    List<List<Object>> candidates =
        Arrays.stream(executable.getParameters()).map(arguments::candidates).toList();
    if (candidates.stream().anyMatch(List::isEmpty) || done(executable)) {
      return;
    }
    int combinations =
        switch (candidates.size()) {
          case 0 -> 1;
          case 1 -> candidates.get(0).size();
          default -> COMBINATIONS;
        };
    for (int i = 0; i < combinations; i++) {
      int turn = i;
      call(
          executable,
          instance,
          candidates.stream()
              .map(c -> c.get(candidates.size() == 1 ? turn : random.nextInt(c.size())))
              .toArray());
    }
  }

  /** What succeeded often is not called again: the rounds are for what lacked an argument. */
  private boolean done(Executable executable) {
    return successes.getOrDefault(executable, 0) >= 2 * COMBINATIONS;
  }

  private void call(Executable executable, Optional<Object> instance, Object[] values) {
    try {
      if (executable instanceof Constructor<?> constructor) {
        look(constructor.newInstance(values));
      } else {
        look(((Method) executable).invoke(instance.orElse(null), values));
      }
      successes.merge(executable, 1, Integer::sum);
    } catch (InvocationTargetException e) {
      StringWriter text = new StringWriter();
      e.getCause().printStackTrace(new PrintWriter(text));
      texts.add(text.toString());
    } catch (IllegalAccessException | InstantiationException e) {
      throw new IllegalStateException(executable.toString(), e);
    }
  }

  private void look(Object result) {
    if (result instanceof Optional<?> optional) {
      optional.ifPresent(this::look);
    } else if (result instanceof Collection<?> several) {
      several.forEach(this::look);
    } else if (result != null && result.getClass().getName().startsWith("io.github.citydc")) {
      texts.add(result.toString());
      for (Class<?> type = result.getClass(); type != null; type = type.getSuperclass()) {
        seen.add(type);
      }
      arguments.add(result);
    }
  }
}
