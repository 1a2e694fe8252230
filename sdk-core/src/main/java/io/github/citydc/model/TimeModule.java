package io.github.citydc.model;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One form for a date, {@code 2003-09-10}, and one for a time, that of RFC 3339 with offset.
 * Jackson would take numbers, arrays and other forms, too.
 */
final class TimeModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  TimeModule() {
    super("citydc-times");
    addDeserializer(LocalDate.class, new Reader<>(LocalDate.class, TimeText::date));
    addDeserializer(OffsetDateTime.class, new Reader<>(OffsetDateTime.class, TimeText::time));
    addSerializer(new Writer<>(LocalDate.class, DateTimeFormatter.ISO_LOCAL_DATE::format));
    addSerializer(
        new Writer<>(OffsetDateTime.class, DateTimeFormatter.ISO_OFFSET_DATE_TIME::format));
  }

  private static final class Reader<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<String, Optional<T>> parse;

    Reader(Class<T> type, Function<String, Optional<T>> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        throw context.wrongTokenException(
            parser, handledType(), JsonToken.VALUE_STRING, "a string is expected");
      }
      Optional<T> value;
      try {
        value = parse.apply(parser.getText());
      } catch (DateTimeException e) {
        throw context.weirdStringException("", handledType(), "not a date of the calendar");
      }
      if (value.isEmpty()) {
        throw context.weirdStringException("", handledType(), "not of the form");
      }
      return value.get();
    }
  }

  private static final class Writer<T> extends StdScalarSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Function<T, String> format;

    Writer(Class<T> type, Function<T, String> format) {
      super(type);
      this.format = format;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(format.apply(value));
    }
  }
}
