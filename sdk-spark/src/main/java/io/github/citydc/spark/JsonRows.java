package io.github.citydc.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadJson;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes rows of the JSON of payloads, by {@link PayloadSchema}. */
final class JsonRows {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final long MICROS = 1_000_000;

  private JsonRows() {}

  /**
   * Fills the first columns of a row.
   *
   * @param object the payload
   * @param type its schema
   * @param values the row
   */
  static void fill(ObjectNode object, StructType type, @Nullable Object[] values) {
    StructField[] fields = type.fields();
    for (int i = 0; i < fields.length; i++) {
      values[i] =
          fields[i].name().equals(PayloadSchema.EXTENSIONS)
              ? unknown(object, type)
              : value(object.get(fields[i].name()), fields[i].dataType());
    }
  }

  private static InternalRow row(ObjectNode object, StructType type) {
    @Nullable Object[] values = new Object[type.fields().length];
    fill(object, type, values);
    return new GenericInternalRow(values);
  }

  /** The members that are no columns, as JSON; null if there are none. */
  private static @Nullable UTF8String unknown(ObjectNode object, StructType type) {
    Set<String> known = Set.of(type.fieldNames());
    ObjectNode rest = JSON.newObject();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        rest.set(member.getKey(), member.getValue());
      }
    }
    return rest.isEmpty() ? null : text(new String(JSON.write(rest), StandardCharsets.UTF_8));
  }

  static UTF8String text(String value) {
    return UTF8String.fromString(value);
  }

  static long micros(Instant time) {
    return time.getEpochSecond() * MICROS + time.getNano() / 1000;
  }

  private static @Nullable Object value(@Nullable JsonNode node, DataType type) {
    if (node == null || node.isNull()) {
      return null;
    }
    if (type instanceof StructType struct) {
      return row((ObjectNode) node, struct);
    }
    if (type instanceof ArrayType array) {
      @Nullable Object[] items = new Object[node.size()];
      for (int i = 0; i < items.length; i++) {
        items[i] = value(node.get(i), array.elementType());
      }
      return new GenericArrayData(items);
    }
    return simple(node, type);
  }

  private static Object simple(JsonNode node, DataType type) {
    if (type instanceof DateType) {
      return (int) LocalDate.parse(node.textValue()).toEpochDay();
    }
    if (type instanceof TimestampType) {
      return micros(OffsetDateTime.parse(node.textValue()).toInstant());
    }
    if (type instanceof IntegerType) {
      return node.intValue();
    }
    if (type instanceof LongType) {
      return node.longValue();
    }
    if (type instanceof BooleanType) {
      return node.booleanValue();
    }
    if (type instanceof DecimalType) {
      BigDecimal exact =
          node.decimalValue().setScale(PayloadSchema.DECIMAL_SCALE, RoundingMode.UNNECESSARY);
      return Decimal.apply(exact, PayloadSchema.DECIMAL_PRECISION, PayloadSchema.DECIMAL_SCALE);
    }
    return text(node.isTextual() ? node.textValue() : node.toString());
  }
}
