package io.github.citydc.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Writes rows as the JSON of payloads, by their own schema: null is absent, and a text that stands
 * where a date should be is written as it is, for the rules to judge. Not thread-safe.
 */
final class RowJson {

  /** Columns that tell of a change of a record; they are no members. */
  static final String META = "cdx_";

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final PayloadJson JSON = PayloadJson.standard();
  private static final long MICROS = 1_000_000;

  private final StructType schema;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);

  RowJson(StructType schema) {
    this.schema = schema;
  }

  /**
   * Requires that a table has no column that is no member: nothing is dropped silently.
   *
   * @throws IllegalArgumentException if there is one; the message names it
   */
  static void requireMembers(StructType table, StructType payload) {
    Set<String> known = Set.of(payload.fieldNames());
    for (StructField field : table.fields()) {
      if (!known.contains(field.name()) && !field.name().startsWith(META)) {
        throw new IllegalArgumentException(
            "The column %s is no member of the payload type; its members are %s"
                .formatted(field.name(), String.join(", ", payload.fieldNames())));
      }
    }
  }

  byte[] of(InternalRow row) {
    return write(i -> internal(row, i, schema.fields()[i].dataType()));
  }

  byte[] of(Row row) {
    return write(row::get);
  }

  private static @Nullable Object internal(InternalRow row, int at, DataType type) {
    return row.isNullAt(at) ? null : row.get(at, type);
  }

  private byte[] write(IntFunction<@Nullable Object> values) {
    bytes.reset();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      object(json, schema, values, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static void object(
      JsonGenerator json, StructType type, IntFunction<@Nullable Object> values, boolean outermost)
      throws IOException {
    json.writeStartObject();
    StructField[] fields = type.fields();
    for (int i = 0; i < fields.length; i++) {
      Object value = values.apply(i);
      if (value == null || (outermost && fields[i].name().startsWith(META))) {
        continue;
      }
      if (fields[i].name().equals(PayloadSchema.EXTENSIONS) && isText(value)) {
        extensions(json, value.toString());
      } else {
        json.writeFieldName(fields[i].name());
        value(json, value, fields[i].dataType());
      }
    }
    json.writeEndObject();
  }

  private static boolean isText(Object value) {
    return value instanceof CharSequence
        || value instanceof org.apache.spark.unsafe.types.UTF8String;
  }

  private static void extensions(JsonGenerator json, String text) throws IOException {
    ObjectNode members;
    try {
      members = JSON.readObject(text.getBytes(StandardCharsets.UTF_8));
    } catch (PayloadFormatException e) {
      // It is a fault of the row, which the rules name.
      json.writeStringField(PayloadSchema.EXTENSIONS, text);
      return;
    }
    for (var member : members.properties()) {
      json.writeFieldName(member.getKey());
      json.writeRawValue(member.getValue().toString());
    }
  }

  private static void value(JsonGenerator json, Object value, DataType type) throws IOException {
    if (type instanceof StructType struct) {
      if (value instanceof Row row) {
        object(json, struct, row::get, false);
      } else {
        InternalRow row = (InternalRow) value;
        object(json, struct, i -> internal(row, i, struct.fields()[i].dataType()), false);
      }
    } else if (type instanceof ArrayType array) {
      array(json, value, array.elementType());
    } else if (type instanceof DateType) {
      json.writeString(isText(value) ? value.toString() : date(value).toString());
    } else if (type instanceof TimestampType) {
      json.writeString(
          Rfc3339.format(
              instant(value)
                  .truncatedTo(ChronoUnit.MILLIS)
                  .atZone(ChinaTime.ZONE)
                  .toOffsetDateTime()));
    } else {
      simple(json, value);
    }
  }

  private static void array(JsonGenerator json, Object value, DataType type) throws IOException {
    json.writeStartArray();
    if (value instanceof ArrayData items) {
      for (int i = 0; i < items.numElements(); i++) {
        item(json, items.isNullAt(i) ? null : items.get(i, type), type);
      }
    } else {
      Iterable<?> items =
          value instanceof Iterable<?> iterable
              ? iterable
              : CollectionConverters.asJava((scala.collection.Iterable<?>) value);
      for (Object one : items) {
        item(json, one, type);
      }
    }
    json.writeEndArray();
  }

  private static void item(JsonGenerator json, @Nullable Object item, DataType type)
      throws IOException {
    if (item == null) {
      json.writeNull();
    } else {
      value(json, item, type);
    }
  }

  private static void simple(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Decimal decimal) {
      json.writeNumber(plain(decimal.toJavaBigDecimal()));
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(plain(decimal));
    } else if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      json.writeNumber(plain(BigDecimal.valueOf(number)));
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else {
      json.writeString(value.toString());
    }
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static LocalDate date(Object value) {
    if (value instanceof Integer days) {
      return LocalDate.ofEpochDay(days);
    }
    return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
  }

  private static Instant instant(Object value) {
    if (value instanceof Long micros) {
      return Instant.ofEpochSecond(
          Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }
    if (value instanceof java.sql.Timestamp timestamp) {
      return timestamp.toInstant();
    }
    if (value instanceof BigDecimal seconds) {
      long micros = seconds.movePointRight(6).longValueExact();
      return instant(micros);
    }
    return value instanceof LocalDateTime time
        ? time.atZone(ChinaTime.ZONE).toInstant()
        : (Instant) value;
  }
}
