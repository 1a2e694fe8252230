package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.validation.Title;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes the JSON Schema (2020-12) of a payload record: its components, constraints and Javadoc.
 */
final class SchemaWriter {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, ObjectNode> definitions = new TreeMap<>();

  private SchemaWriter() {}

  static ObjectNode schema(Class<? extends Payload> type) {
    SchemaWriter writer = new SchemaWriter();
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:cdx:schema:" + PayloadType.of(type));
    writer.describe(type, schema);
    if (!writer.definitions.isEmpty()) {
      schema.putObject("$defs").setAll(writer.definitions);
    }
    return schema;
  }

  private void describe(Class<?> record, ObjectNode schema) {
    RecordDocs docs = RecordDocs.of(record);
    title(record.getAnnotation(Title.class), docs.type(), schema);
    schema.put("type", "object");
    SchemaRules.ofRecord(record, schema);
    SchemaRules.ofJurisdiction(record, schema);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getType() != Extensions.class) {
        ObjectNode property = properties.putObject(component.getName());
        title(component.getAnnotation(Title.class), docs.component(component.getName()), property);
        SchemaRules.ofJurisdiction(component, property);
        Annotation[] annotations = annotations(record, component);
        value(annotations, component.getAnnotatedType(), property);
        if (isRequired(annotations)) {
          required.add(component.getName());
        }
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
  }

  private static void title(Title title, RecordDocs.Doc doc, ObjectNode schema) {
    schema.put("title", title.zh() + " · " + title.en());
    if (!doc.more().isEmpty()) {
      schema.put("description", doc.more());
    }
  }

  private static Annotation[] annotations(Class<?> record, RecordComponent component) {
    try {
      return record.getDeclaredField(component.getName()).getAnnotations();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isRequired(Annotation[] annotations) {
    return List.of(annotations).stream()
        .anyMatch(a -> a instanceof NotNull || a instanceof NotBlank || a instanceof NotEmpty);
  }

  private void value(Annotation[] annotations, AnnotatedType type, ObjectNode schema) {
    if (type instanceof AnnotatedParameterizedType container) {
      AnnotatedType content = container.getAnnotatedActualTypeArguments()[0];
      if (container.getType().getTypeName().startsWith(Optional.class.getName())) {
        value(content.getAnnotations(), content, schema);
      } else {
        schema.put("type", "array");
        SchemaRules.ofArray(annotations, schema);
        value(content.getAnnotations(), content, schema.putObject("items"));
      }
    } else if (type.getType() instanceof Class<?> plain && plain.isRecord()) {
      schema.put("$ref", "#/$defs/" + plain.getSimpleName());
      define(plain);
    } else {
      SchemaRules.ofScalar((Class<?>) type.getType(), annotations, schema);
    }
  }

  private void define(Class<?> record) {
    if (!definitions.containsKey(record.getSimpleName())) {
      ObjectNode definition = JSON.objectNode();
      definitions.put(record.getSimpleName(), definition);
      describe(record, definition);
    }
  }
}
