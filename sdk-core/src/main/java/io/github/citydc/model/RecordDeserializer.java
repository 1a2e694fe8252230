package io.github.citydc.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a record, and keeps the members it does not know with the places they stand in. */
final class RecordDeserializer extends StdDeserializer<Object> implements ResolvableDeserializer {

  private static final long serialVersionUID = 1L;

  private final transient RecordShape shape;
  private transient List<JsonDeserializer<Object>> readers = List.of();

  RecordDeserializer(Class<?> type, RecordShape shape) {
    super(type);
    this.shape = shape;
  }

  @Override
  public void resolve(DeserializationContext context) throws JsonMappingException {
    List<JsonDeserializer<Object>> found = new ArrayList<>();
    for (RecordShape.Component component : shape.components()) {
      found.add(
          context.findContextualValueDeserializer(component.type(context.getTypeFactory()), null));
    }
    readers = found;
  }

  @Override
  public LogicalType logicalType() {
    return LogicalType.POJO;
  }

  @Override
  public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      return context.handleUnexpectedToken(handledType(), parser);
    }
    @Nullable Object[] arguments = shape.newArguments();
    absentMembers(arguments, context);
    List<Extensions.Member> unknown = new ArrayList<>();
    String after = Extensions.START;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      Optional<RecordShape.Component> component = shape.find(name);
      try {
        if (component.isPresent()) {
          arguments[component.get().index()] = read(component.get(), parser, context);
          after = name;
        } else {
          unknown.add(new Extensions.Member(after, name, context.readTree(parser)));
        }
      } catch (IOException | RuntimeException e) {
        throw JsonMappingException.wrapWithPath(e, handledType(), name);
      }
    }
    return shape.newRecord(arguments, Extensions.of(unknown));
  }

  private void absentMembers(@Nullable Object[] arguments, DeserializationContext context)
      throws JsonMappingException {
    for (int i = 0; i < readers.size(); i++) {
      arguments[shape.components().get(i).index()] = readers.get(i).getNullValue(context);
    }
  }

  private @Nullable Object read(
      RecordShape.Component component, JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonDeserializer<Object> reader = readers.get(shape.placeOf(component));
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return reader.getNullValue(context);
    }
    try {
      return reader.deserialize(parser, context);
    } catch (InputCoercionException e) {
      throw JsonMappingException.from(parser, "a number out of range");
    }
  }
}
