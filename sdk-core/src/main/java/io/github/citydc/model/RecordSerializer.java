package io.github.citydc.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes a record: members in the order of its components, absent ones left out, unknown ones where
 * they stood.
 */
final class RecordSerializer extends StdSerializer<Object> {

  private static final long serialVersionUID = 1L;

  private final transient RecordShape shape;

  RecordSerializer(Class<?> type, RecordShape shape) {
    super(type, false);
    this.shape = shape;
  }

  @Override
  public void serialize(Object record, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    Extensions extensions = shape.extensions(record);
    refuseKnownNames(extensions, json);
    json.writeStartObject(record);
    writeUnknown(extensions, Extensions.START::equals, json, provider);
    for (RecordShape.Component component : shape.components()) {
      Object value = present(component.read(record));
      if (value != null) {
        json.writeFieldName(component.name());
        provider.defaultSerializeValue(value, json);
      }
      writeUnknown(extensions, component.name()::equals, json, provider);
    }
    writeUnknown(extensions, this::isNowhere, json, provider);
    json.writeEndObject();
  }

  /** Added by a program, or taken over from a record of another class. */
  private boolean isNowhere(String after) {
    return !after.equals(Extensions.START) && shape.find(after).isEmpty();
  }

  private void refuseKnownNames(Extensions extensions, JsonGenerator json)
      throws JsonMappingException {
    for (Extensions.Member member : extensions.members()) {
      if (shape.find(member.name()).isPresent()) {
        throw JsonMappingException.from(
            json, "The extension " + member.name() + " has the name of a member of the record");
      }
    }
  }

  private static @Nullable Object present(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    boolean empty =
        (value instanceof Collection<?> list && list.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty());
    return empty ? null : value;
  }

  private static void writeUnknown(
      Extensions extensions,
      Predicate<String> place,
      JsonGenerator json,
      SerializerProvider provider)
      throws IOException {
    for (Extensions.Member member : extensions.members()) {
      if (place.test(member.after())) {
        json.writeFieldName(member.name());
        provider.defaultSerializeValue(member.value(), json);
      }
    }
  }
}
