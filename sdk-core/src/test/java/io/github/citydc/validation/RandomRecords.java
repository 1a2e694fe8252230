package io.github.citydc.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.IdentifierKind;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/**
 * Makes records of any class, led by the constraints on their components: what is good for them,
 * and now and then something that is not.
 */
final class RandomRecords {

  private static final List<String> PEOPLE = List.of("440106198001010019", "11010519491231002X");
  private static final List<String> KINDS =
      List.of("111", "111", "112", "001", "414", "516", "553", "990");
  private static final List<String> NUMBERS =
      List.of(
          PEOPLE.get(0),
          PEOPLE.get(0),
          PEOPLE.get(1),
          "91350100M000100Y43",
          "911124198108030024",
          "E12345678",
          "H12345678");
  private static final List<LocalDate> BIRTHS =
      List.of(LocalDate.of(1980, 1, 1), LocalDate.of(1949, 12, 31));
  private static final List<String> DIVISIONS =
      List.of("440106", "440106001", "44", "440100", "449999", "100000");
  private static final List<String> ODD =
      List.of("", " ", "\u3000", "x", "男", "４４０１０６", "0", "-1", "1.50", "1e3", "\u0000", "a@b.cn");

  private final Random random;
  private final double spoiled;

  /**
   * Makes the same records each time.
   *
   * @param seed decides about everything
   * @param spoiled the share of values that are not led by the constraints
   */
  RandomRecords(long seed, double spoiled) {
    this.random = new Random(seed);
    this.spoiled = spoiled;
  }

  Object next(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int attempt = 0; ; attempt++) {
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = member(type, components[i]);
      }
      try {
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        // A constructor may refuse what is not even a value, as null for a list.
        if (attempt == 100) {
          throw new IllegalStateException(type + " refuses everything", e);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private Object member(Class<?> type, RecordComponent component) {
    if (!component.getType().isPrimitive() && random.nextDouble() < spoiled / 4) {
      return null;
    }
    Optional<Object> ofIdentity =
        DocumentHolder.class.isAssignableFrom(type)
            ? ofIdentity(component.getName())
            : Optional.empty();
    if (ofIdentity.isPresent()) {
      return ofIdentity.get();
    }
    List<Annotation> annotations = new ArrayList<>();
    try {
      annotations.addAll(
          List.of(type.getDeclaredField(component.getName()).getDeclaredAnnotations()));
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
    return value(component.getAnnotatedType(), annotations);
  }

  /** What makes a person consistent often enough. */
  private Optional<Object> ofIdentity(String member) {
    return switch (member) {
      case "idDocumentType" -> Optional.of(pick(KINDS));
      case "idNumber" -> Optional.of(isSpoiled() ? text(List.of()) : pick(NUMBERS));
      case "birthDate" -> Optional.of(pick(BIRTHS));
      case "sex" -> Optional.of(isSpoiled() ? pick(ODD) : pick(List.of("1", "2")));
      default -> Optional.empty();
    };
  }

  private Object value(AnnotatedType annotatedType, List<Annotation> annotations) {
    Class<?> type = raw(annotatedType.getType());
    if (type.isRecord()) {
      return next(type);
    }
    if (type == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(element(annotatedType, 0));
    }
    if (Collection.class.isAssignableFrom(type)) {
      Collection<Object> items = type == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        items.add(element(annotatedType, 0));
      }
      return items;
    }
    if (Map.class.isAssignableFrom(type)) {
      Map<Object, Object> items = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        items.put(element(annotatedType, 0), element(annotatedType, 1));
      }
      return items;
    }
    return plain(type, annotations);
  }

  private Object element(AnnotatedType container, int index) {
    AnnotatedType element =
        ((AnnotatedParameterizedType) container).getAnnotatedActualTypeArguments()[index];
    return value(element, List.of(element.getAnnotations()));
  }

  private Object plain(Class<?> type, List<Annotation> annotations) {
    int number = pick(List.of(-100, -1, 0, 1, 2, 5, 10, 99, 100, 1000));
    if (type == String.class || type == CharSequence.class || type == Object.class) {
      return text(annotations);
    }
    if (type.isEnum()) {
      return pick(List.of(type.getEnumConstants()));
    }
    if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), random.nextInt(4));
      if (Array.getLength(array) > 0 && type.getComponentType().isRecord()) {
        Array.set(array, 0, next(type.getComponentType()));
      }
      return array;
    }
    return type.getName().startsWith("java.time.") ? time(type) : number(type, number);
  }

  private Object number(Class<?> type, int number) {
    if (type == double.class || type == Double.class) {
      return pick(List.of(number / 8.0, 0.0, -0.0, Double.NaN, 1 / 0.0, -1 / 0.0));
    }
    if (type == float.class || type == Float.class) {
      return pick(List.of(number / 8f, Float.NaN, 1 / 0f, -1 / 0f));
    }
    if (type == BigDecimal.class) {
      return pick(
          List.of(
              BigDecimal.valueOf(number, 2), BigDecimal.valueOf(number), new BigDecimal("1E+5")));
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> number;
      case "long", "Long" -> pick(List.of((long) number, Long.MIN_VALUE, Long.MAX_VALUE));
      case "short", "Short" -> (short) number;
      case "byte", "Byte" -> (byte) number;
      case "BigInteger" -> BigInteger.valueOf(number);
      case "OptionalInt" -> random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(number);
      case "JsonNode" -> (JsonNode) IntNode.valueOf(number);
      case "URI" -> URI.create("https://www.gz.gov.cn/" + number);
      default -> empty(type);
    };
  }

  /** What a type of ours has for nothing, as {@code Extensions.none()}. */
  private static Object empty(Class<?> type) {
    try {
      for (Method method : type.getMethods()) {
        if (Modifier.isStatic(method.getModifiers())
            && method.getParameterCount() == 0
            && method.getReturnType() == type) {
          return method.invoke(null);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("Teach RandomRecords to make a " + type);
  }

  private Object time(Class<?> type) {
    LocalDateTime time =
        LocalDateTime.of(1990 + random.nextInt(isSpoiled() ? 200 : 30), 3, 1, 12, 0);
    return switch (type.getSimpleName()) {
      case "LocalDate" -> time.toLocalDate();
      case "LocalDateTime" -> time;
      case "OffsetDateTime" -> OffsetDateTime.of(time, ZoneOffset.ofHours(8));
      case "ZonedDateTime" -> ZonedDateTime.of(time, ZoneOffset.ofHours(8));
      case "Instant" -> Instant.from(time.atOffset(ZoneOffset.UTC));
      case "Year" -> Year.from(time);
      case "YearMonth" -> YearMonth.from(time);
      default -> throw new IllegalStateException("Teach RandomRecords to make a " + type);
    };
  }

  private String text(List<Annotation> annotations) {
    if (isSpoiled()) {
      return random.nextInt(4) == 0
          ? "x".repeat(random.nextInt(400))
          : pick(List.of(pick(ODD), Examples.of(pick(List.of(IdentifierKind.values())))));
    }
    for (Annotation annotation : annotations) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (annotation instanceof ValidCodeOf codeOf) {
        return pick(List.copyOf(CodeSets.standard().get(codeOf.value()).entries())).code();
      }
      if (annotation instanceof ValidDivisionCode) {
        return pick(DIVISIONS);
      }
      if (type.isAnnotationPresent(ValidCode.class)) {
        return Examples.of(type.getAnnotation(ValidCode.class).value());
      }
      if (annotation instanceof Size size) {
        return "字".repeat(Math.max(1, size.min()));
      }
    }
    return pick(List.of("a", "12", "2003", "天河区", "text/plain", "www.gz.gov.cn", "机密★1年"));
  }

  private boolean isSpoiled() {
    return random.nextDouble() < spoiled;
  }

  private <T> T pick(List<? extends T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : type instanceof Class<?> plain ? plain : Object.class;
  }
}
