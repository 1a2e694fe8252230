package io.github.citydc.spark;

import io.github.citydc.model.Extensions;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The table form of a payload record: a column for each member, records within it as structs, dates
 * as dates and times as timestamps. Members that the record does not know are one column {@code
 * extensions} of JSON text. Every column may be null: what is required is a matter of the rules.
 *
 * <p>A time becomes a timestamp without its offset, and is written back with that of China. A
 * decimal has 10 digits behind the point, and is written back without the zeros at its end.
 */
public final class PayloadSchema {

  /** The column of the members that the record does not know. */
  static final String EXTENSIONS = "extensions";

  static final int DECIMAL_PRECISION = 30;
  static final int DECIMAL_SCALE = 10;

  private static final Map<Class<?>, DataType> SIMPLE =
      Map.of(
          LocalDate.class, DataTypes.DateType,
          OffsetDateTime.class, DataTypes.TimestampType,
          Integer.class, DataTypes.IntegerType,
          int.class, DataTypes.IntegerType,
          Long.class, DataTypes.LongType,
          long.class, DataTypes.LongType,
          Boolean.class, DataTypes.BooleanType,
          boolean.class, DataTypes.BooleanType,
          BigDecimal.class, DataTypes.createDecimalType(DECIMAL_PRECISION, DECIMAL_SCALE));

  private PayloadSchema() {}

  /**
   * The schema of a payload type.
   *
   * @param record the record's class
   * @return a column for each component, in their order
   * @throws IllegalArgumentException if it is not a record
   */
  public static StructType of(Class<?> record) {
    if (!record.isRecord()) {
      throw new IllegalArgumentException("Only a record has a schema, not " + record.getName());
    }
    List<StructField> fields = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      fields.add(
          new StructField(
              component.getName(), type(component.getGenericType()), true, Metadata.empty()));
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static DataType type(Type type) {
    if (type instanceof ParameterizedType container) {
      DataType content = type(container.getActualTypeArguments()[0]);
      Class<?> raw = (Class<?>) container.getRawType();
      if (raw == Optional.class) {
        return content;
      }
      if (raw == List.class || raw == Set.class) {
        return DataTypes.createArrayType(content, true);
      }
      throw new IllegalArgumentException("A column is no " + raw.getName());
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return of(plain);
    }
    if (plain == Extensions.class) {
      return DataTypes.StringType;
    }
    return SIMPLE.getOrDefault(plain, DataTypes.StringType);
  }
}
