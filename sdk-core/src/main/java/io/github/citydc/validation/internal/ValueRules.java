package io.github.citydc.validation.internal;

import io.github.citydc.code.CodeFault;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The constraints of Jakarta Validation on presence, length, form and truth. */
final class ValueRules {

  private static final CodeFault REQUIRED = Rules.fault("member.required");

  private ValueRules() {}

  static Optional<Rule> find(Annotation annotation, Class<?> type) {
    if (annotation instanceof NotNull) {
      return Optional.of((value, findings) -> require(value != null, REQUIRED, findings));
    }
    if (annotation instanceof Null) {
      CodeFault absent = Rules.fault("member.absent");
      return Optional.of((value, findings) -> require(value == null, absent, findings));
    }
    if (type == Boolean.class) {
      return ofBoolean(annotation);
    }
    Optional<Rule> ofText =
        CharSequence.class.isAssignableFrom(type) ? ofText(annotation) : Optional.empty();
    return ofText.isPresent() || !hasSize(type) ? ofText : ofSized(annotation);
  }

  private static Optional<Rule> ofBoolean(Annotation annotation) {
    if (annotation instanceof AssertTrue) {
      return Optional.of(ofBoolean(false, Rules.fault("member.true")));
    }
    return annotation instanceof AssertFalse
        ? Optional.of(ofBoolean(true, Rules.fault("member.false")))
        : Optional.empty();
  }

  private static Rule ofBoolean(Boolean refused, CodeFault fault) {
    return (value, findings) -> require(!refused.equals(value), fault, findings);
  }

  private static Optional<Rule> ofText(Annotation annotation) {
    if (annotation instanceof NotBlank) {
      return Optional.of(
          (value, findings) ->
              require(value != null && !value.toString().isBlank(), REQUIRED, findings));
    }
    return annotation instanceof Pattern pattern ? Optional.of(of(pattern)) : Optional.empty();
  }

  private static Rule of(Pattern pattern) {
    int flags = 0;
    for (Pattern.Flag flag : pattern.flags()) {
      flags |= flag.getValue();
    }
    java.util.regex.Pattern form = java.util.regex.Pattern.compile(pattern.regexp(), flags);
    CodeFault fault = Rules.fault("member.pattern", pattern.regexp());
    return Rule.ofPresent(
        (value, findings) ->
            require(form.matcher((CharSequence) value).matches(), fault, findings));
  }

  private static Optional<Rule> ofSized(Annotation annotation) {
    if (annotation instanceof NotEmpty) {
      return Optional.of(
          (value, findings) -> require(value != null && size(value) > 0, REQUIRED, findings));
    }
    return annotation instanceof Size size
        ? Optional.of(ofSize(size.min(), size.max()))
        : Optional.empty();
  }

  private static Rule ofSize(int min, int max) {
    return Rule.ofPresent(
        (value, findings) -> {
          int size = size(value);
          if (value instanceof CharSequence text && (size > max || min > 1)) {
            size = Character.codePointCount(text, 0, size); // characters outside the BMP have two
          }
          if (size < min || size > max) {
            findings.add(Rules.fault("member.size", text(min), text(max), text(size)));
          }
        });
  }

  private static boolean hasSize(Class<?> type) {
    return CharSequence.class.isAssignableFrom(type)
        || Collection.class.isAssignableFrom(type)
        || Map.class.isAssignableFrom(type)
        || type.isArray();
  }

  private static int size(Object value) {
    if (value instanceof CharSequence text) {
      return text.length();
    }
    if (value instanceof Collection<?> collection) {
      return collection.size();
    }
    return value instanceof Map<?, ?> map ? map.size() : Array.getLength(value);
  }

  private static void require(boolean fulfilled, CodeFault fault, Findings findings) {
    if (!fulfilled) {
      findings.add(fault);
    }
  }

  private static String text(int number) {
    return String.valueOf(number);
  }
}
