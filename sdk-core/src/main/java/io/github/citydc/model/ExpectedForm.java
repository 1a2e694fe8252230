package io.github.citydc.model;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a member must be in JSON, in words for those who have written something else. */
enum ExpectedForm {
  DATE("RFC 3339", "a date of the calendar, as \"2003-09-10\",", "真实存在的日期，形如\"2003-09-10\""),
  TIME(
      "RFC 3339",
      "a time with T, seconds and offset, as \"2003-09-10T09:00:00+08:00\",",
      "带T、秒和时区的时间，形如\"2003-09-10T09:00:00+08:00\""),
  TEXT("RFC 8259", "a text in quotes", "带引号的文本"),
  INTEGER("RFC 8259", "a JSON number without fraction, as 12,", "整数形式的JSON数字，形如12"),
  NUMBER("RFC 8259", "a JSON number, as 12.5,", "JSON数字，形如12.5"),
  TRUTH("RFC 8259", "true or false, without quotes,", "不带引号的true或false"),
  LIST("RFC 8259", "a list in square brackets", "方括号内的数组"),
  OBJECT("RFC 8259", "an object in braces", "花括号内的对象"),
  OTHER("RFC 8259", "a value of another type or form", "其他类型或格式的值");

  private final String standard;
  private final String english;
  private final String chinese;

  ExpectedForm(String standard, String english, String chinese) {
    this.standard = standard;
    this.english = english;
    this.chinese = chinese;
  }

  /** The form of values of a type; what an {@link Optional} holds is what stands in JSON. */
  static ExpectedForm of(Type type) {
    Class<?> of = raw(content(type));
    if (of == LocalDate.class) {
      return DATE;
    }
    if (of == OffsetDateTime.class) {
      return TIME;
    }
    if (of == Boolean.class || of == boolean.class) {
      return TRUTH;
    }
    if (List.of(int.class, Integer.class, long.class, Long.class, BigInteger.class).contains(of)) {
      return INTEGER;
    }
    if (Number.class.isAssignableFrom(of) || of == double.class) {
      return NUMBER;
    }
    if (CharSequence.class.isAssignableFrom(of)) {
      return TEXT;
    }
    if (Collection.class.isAssignableFrom(of)) {
      return LIST;
    }
    return of.isRecord() || Map.class.isAssignableFrom(of) ? OBJECT : OTHER;
  }

  /** The type of the elements of a list, {@link Object} if that is not known. */
  static Type element(Type list) {
    return content(list) instanceof ParameterizedType of
            && Collection.class.isAssignableFrom(raw(of))
        ? of.getActualTypeArguments()[0]
        : Object.class;
  }

  private static Type content(Type type) {
    return type instanceof ParameterizedType of && raw(of) == Optional.class
        ? of.getActualTypeArguments()[0]
        : type;
  }

  private static Class<?> raw(Type type) {
    Type raw = type instanceof ParameterizedType of ? of.getRawType() : type;
    return raw instanceof Class<?> of ? of : Object.class;
  }

  String standard() {
    return standard;
  }

  /** The form in both languages, English first. */
  List<String> words() {
    return List.of(english, chinese);
  }
}
