package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column of a table of records.
 *
 * @param path the names that lead to the member
 * @param type the class of the member
 * @param isList whether it holds several values, which no field can
 */
record CsvColumn(List<String> path, Class<?> type, boolean isList) {

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");
  private static final Set<Class<?>> NUMBERS =
      Set.of(
          Integer.class,
          int.class,
          Long.class,
          long.class,
          BigDecimal.class,
          BigInteger.class,
          Double.class,
          double.class);
  private static final Set<String> TRUE = Set.of("true", "TRUE", "是", "1");
  private static final Set<String> FALSE = Set.of("false", "FALSE", "否", "0");

  CsvColumn {
    path = List.copyOf(path);
  }

  /** The name in a header. */
  String name() {
    return String.join(".", path);
  }

  /** Puts a field into the object of its row. */
  void put(ObjectNode object, String field) {
    ObjectNode parent = object;
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(step);
    }
    parent.set(path.get(path.size() - 1), value(field));
  }

  /** What is neither a number nor a truth value stays a text, which the record then refuses. */
  private JsonNode value(String field) {
    if (NUMBERS.contains(type) && NUMBER.matcher(field.strip()).matches()) {
      BigDecimal number = new BigDecimal(field.strip());
      return number.scale() == 0
          ? LongNode.valueOf(number.longValueExact())
          : DecimalNode.valueOf(number);
    }
    if (type == Boolean.class || type == boolean.class) {
      String word = field.strip();
      if (TRUE.contains(word) || FALSE.contains(word)) {
        return BooleanNode.valueOf(TRUE.contains(word));
      }
    }
    return TextNode.valueOf(field);
  }
}
