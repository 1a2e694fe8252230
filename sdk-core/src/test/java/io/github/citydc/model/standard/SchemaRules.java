package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.CodeEntry;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.IdentifierKind;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.validation.ValidCode;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPart;
import io.github.citydc.validation.ValidPresence;
import io.github.citydc.validation.ValidSecrecy;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Constraints as keywords of JSON Schema. What a schema cannot say (check characters, dates in the
 * past, agreement of members) is left to the validator.
 */
final class SchemaRules {

  /** What can be told of an identifier without calculating. */
  private static final Map<IdentifierKind, String> FORMS =
      Map.of(
          IdentifierKind.PHONE, "^(\\+[0-9][0-9 -]{6,28}|[0-9][0-9-]{2,29})$",
          IdentifierKind.DIVISION, "^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$",
          IdentifierKind.CREDIT_CODE, "^[0-9A-HJ-NP-RTUWXY]{18}$",
          IdentifierKind.GRID_CODE, "^[0-9]{15}$",
          IdentifierKind.EVENT_CODE, "^[0-9]{10}$",
          IdentifierKind.COMPONENT_CODE, "^[0-9]{16}$",
          IdentifierKind.POSTAL_CODE, "^[0-9]{6}$",
          IdentifierKind.BUSINESS_REGISTRATION, "^[0-9]{15}$",
          IdentifierKind.RESOURCE_CODE, "^[1-3][0-9]{5,}/[0-9]+$",
          IdentifierKind.E_CERTIFICATE_ID, "^1\\.2\\.156\\.3005\\.2\\.");

  private SchemaRules() {}

  static void ofArray(Annotation[] annotations, ObjectNode schema) {
    for (Annotation annotation : annotations) {
      if (annotation instanceof NotEmpty) {
        schema.put("minItems", 1);
      } else if (annotation instanceof Size size) {
        bounds(size, "minItems", "maxItems", schema);
      }
    }
  }

  static void ofScalar(Class<?> type, Annotation[] annotations, ObjectNode schema) {
    schema.put("type", jsonType(type));
    if (type == LocalDate.class) {
      schema.put("format", "date").put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    } else if (type == OffsetDateTime.class) {
      schema
          .put("format", "date-time")
          .put(
              "pattern",
              "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})$");
    }
    for (Annotation annotation : annotations) {
      ofText(annotation, schema);
      ofNumber(annotation, schema);
      ofTime(annotation, schema);
      ofCode(annotation, schema);
    }
  }

  private static String jsonType(Class<?> type) {
    if (type == Boolean.class) {
      return "boolean";
    }
    if (type == Integer.class || type == Long.class) {
      return "integer";
    }
    return type == BigDecimal.class ? "number" : "string";
  }

  private static void ofText(Annotation annotation, ObjectNode schema) {
    if (annotation instanceof NotBlank && !schema.has("pattern")) {
      schema.put("pattern", "\\S");
    } else if (annotation instanceof Size size) {
      bounds(size, "minLength", "maxLength", schema);
    } else if (annotation instanceof Pattern pattern) {
      schema.put("pattern", "^(" + pattern.regexp() + ")$");
    } else if (annotation instanceof ValidSecrecy secrecy && !secrecy.inText()) {
      schema.putObject("not").put("pattern", "(^|[^业業\\s])\\s*([绝絕]\\s*密|[机機]\\s*密|[秘祕]\\s*密)");
    }
  }

  private static void bounds(Size size, String min, String max, ObjectNode schema) {
    if (size.min() > 0) {
      schema.put(min, size.min());
    }
    if (size.max() < Integer.MAX_VALUE) {
      schema.put(max, size.max());
    }
  }

  private static void ofNumber(Annotation annotation, ObjectNode schema) {
    if (annotation instanceof Min min) {
      schema.put("minimum", min.value());
    } else if (annotation instanceof Max max) {
      schema.put("maximum", max.value());
    } else if (annotation instanceof DecimalMin min) {
      schema.put("minimum", new BigDecimal(min.value()));
    } else if (annotation instanceof DecimalMax max) {
      schema.put("maximum", new BigDecimal(max.value()));
    } else if (annotation instanceof PositiveOrZero) {
      schema.put("minimum", 0);
    } else if (annotation instanceof Positive) {
      schema.put("exclusiveMinimum", 0);
    } else if (annotation instanceof Digits digits) {
      schema
          .putObject("x-digits")
          .put("integer", digits.integer())
          .put("fraction", digits.fraction());
    }
  }

  private static void ofTime(Annotation annotation, ObjectNode schema) {
    if (annotation instanceof PastOrPresent) {
      schema.put("x-time", "past-or-present");
    }
  }

  private static void ofCode(Annotation annotation, ObjectNode schema) {
    if (annotation instanceof ValidCodeOf codeOf) {
      CodeSet set = CodeSets.standard().get(codeOf.value());
      if (codeOf.open()) {
        codes(set, codeOf.lengths(), schema.putArray("anyOf"))
            .addObject()
            .put("title", "其他代码 · any other code");
      } else {
        codes(set, codeOf.lengths(), schema.putArray("oneOf"));
      }
      ObjectNode source = schema.putObject("x-code-set");
      source.put("name", set.name());
      source.put(
          "standard", set.edition().map(y -> set.standard() + "-" + y).orElse(set.standard()));
      source.put("title", set.title(Locale.CHINESE) + " · " + set.title(Locale.ENGLISH));
    } else if (annotation instanceof ValidDivisionCode) {
      identifier(IdentifierKind.DIVISION, schema);
    } else {
      ValidCode code = annotation.annotationType().getAnnotation(ValidCode.class);
      if (code != null) {
        identifier(code.value(), schema);
      }
    }
  }

  /** The codes with their names, and where an entry is from if not from the standard of its set. */
  private static ArrayNode codes(CodeSet set, int[] lengths, ArrayNode codes) {
    for (CodeEntry entry : set.entries()) {
      int length = entry.code().length();
      if (lengths.length == 0 || IntStream.of(lengths).anyMatch(any -> any == length)) {
        ObjectNode code = codes.addObject().put("const", entry.code());
        code.put("title", entry.nameZh() + entry.nameEn().map(en -> " · " + en).orElse(""));
        entry.source().ifPresent(source -> code.put("description", source));
      }
    }
    return codes;
  }

  /** What a schema has no keyword for: members that must agree. */
  static void ofRecord(Class<?> record, ObjectNode schema) {
    for (ValidOrder order : record.getAnnotationsByType(ValidOrder.class)) {
      ArrayNode members = schema.withArray("x-order").addArray();
      List.of(order.value()).forEach(members::add);
    }
    for (ValidPart part : record.getAnnotationsByType(ValidPart.class)) {
      schema
          .withArray("x-part")
          .addObject()
          .put("member", part.member())
          .put("of", part.of())
          .put("first", part.from() + 1)
          .put("last", part.from() + part.length());
    }
    for (ValidPresence presence : record.getAnnotationsByType(ValidPresence.class)) {
      ObjectNode rule =
          schema
              .withArray("x-presence")
              .addObject()
              .put("member", presence.member())
              .put("when", presence.when());
      List.of(presence.is()).forEach(rule.putArray("is")::add);
    }
  }

  static void ofJurisdiction(AnnotatedElement element, ObjectNode schema) {
    NoJurisdiction reason = element.getAnnotation(NoJurisdiction.class);
    if (reason != null) {
      schema.put("x-no-jurisdiction", reason.zh() + " · " + reason.value());
    }
  }

  private static void identifier(IdentifierKind kind, ObjectNode schema) {
    if (FORMS.containsKey(kind)) {
      schema.put("pattern", FORMS.get(kind));
    }
    ObjectNode source = schema.putObject("x-identifier");
    source.put("kind", kind.wireName());
    source.put("standard", kind.standard());
    source.put("title", kind.title(Locale.CHINESE) + " · " + kind.title(Locale.ENGLISH));
  }
}
