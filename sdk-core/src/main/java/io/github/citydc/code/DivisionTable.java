package io.github.citydc.code;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * All divisions as columns of numbers, ordered by code and then by time: a small part of the memory
 * that an object for each division would take. Immutable.
 *
 * <p>Codes are filled up with zeros to 12 digits, so that a division is followed by what belongs to
 * it. Dates are indexes into a table of the few distinct ones, 0 for none.
 */
final class DivisionTable {

  private final long[] codes;
  private final String names;
  private final int[] nameEnds;
  private final ApproximateDate[] dates;
  private final byte[] from;
  private final byte[] until;
  private final int[] successors;
  private final int[] successorEnds;

  private DivisionTable(Builder builder) {
    codes = Arrays.copyOf(builder.codes, builder.size);
    names = builder.names.toString();
    nameEnds = Arrays.copyOf(builder.nameEnds, builder.size);
    dates = new ApproximateDate[builder.dates.size() + 1];
    builder.dates.forEach((text, index) -> dates[index] = ApproximateDate.parse(text));
    from = Arrays.copyOf(builder.from, builder.size);
    until = Arrays.copyOf(builder.until, builder.size);
    successors = Arrays.copyOf(builder.successors, builder.successorCount);
    successorEnds = Arrays.copyOf(builder.successorEnds, builder.size);
  }

  /** A code as the number of 12 digits that the table is ordered by. */
  static long key(DivisionCode code) {
    long key = Long.parseLong(code.value());
    for (int i = code.value().length(); i < 12; i++) {
      key *= 10;
    }
    return key;
  }

  /** The first key that is no longer of a division or below it. */
  static long endKey(DivisionCode code) {
    long span =
        switch (code.level()) {
          case NATION -> 900_000_000_000L;
          case PROVINCE -> 10_000_000_000L;
          case PREFECTURE -> 100_000_000L;
          case COUNTY -> 1_000_000L;
          case TOWN -> 1_000L;
          case COMMUNITY -> 1L;
        };
    return key(code) + span;
  }

  int size() {
    return codes.length;
  }

  long key(int row) {
    return codes[row];
  }

  /** The rows whose key is at least one and below another, in order. */
  IntStream rows(long fromKey, long toKey) {
    return IntStream.range(firstRow(fromKey), firstRow(toKey));
  }

  /** Whether a code has a row. */
  boolean contains(long key) {
    return Arrays.binarySearch(codes, key) >= 0;
  }

  private int firstRow(long key) {
    int found = Arrays.binarySearch(codes, key);
    if (found < 0) {
      return -found - 1;
    }
    while (found > 0 && codes[found - 1] == key) {
      found--;
    }
    return found;
  }

  boolean isNamed(int row, String name) {
    int start = nameStart(row);
    return nameEnds[row] - start == name.length() && names.startsWith(name, start);
  }

  boolean isCurrent(int row) {
    return until[row] == 0;
  }

  Division division(int row) {
    return new Division(
        code(row),
        names.substring(nameStart(row), nameEnds[row]),
        Optional.ofNullable(dates[from[row]]),
        Optional.ofNullable(dates[until[row]]),
        successors(row));
  }

  private int nameStart(int row) {
    return row == 0 ? 0 : nameEnds[row - 1];
  }

  private List<DivisionCode> successors(int row) {
    int start = row == 0 ? 0 : successorEnds[row - 1];
    if (start < successorEnds[row]) {
      return Arrays.stream(successors, start, successorEnds[row])
          .mapToObj(code -> DivisionCode.ofChecked(Integer.toString(code)))
          .toList();
    }
    if (!isContinued(row)) {
      return List.of();
    }
    return isCurrent(row + 1) ? List.of(code(row)) : successors(row + 1);
  }

  /** Whether the next row is the same area under a new name. */
  private boolean isContinued(int row) {
    return !isCurrent(row)
        && row + 1 < size()
        && codes[row + 1] == codes[row]
        && from[row + 1] == until[row];
  }

  DivisionCode code(int row) {
    return DivisionCode.ofChecked(Long.toString(codes[row])).canonical();
  }

  /** Collects the rows, which come in the order of the table. */
  static final class Builder {

    private static final String NONE = ".";

    private final StringBuilder names = new StringBuilder();
    private final Map<String, Byte> dates = new LinkedHashMap<>();
    private long[] codes = new long[1024];
    private int[] nameEnds = new int[1024];
    private byte[] from = new byte[1024];
    private byte[] until = new byte[1024];
    private int[] successorEnds = new int[1024];
    private int[] successors = new int[1024];
    private int successorCount;
    private int size;

    /** Adds a line of the resource: {@code code name [from [until [successor,...]]]}. */
    void add(String line) {
      String[] fields = line.split(" ", -1);
      if (size == codes.length) {
        grow(2 * size);
      }
      codes[size] = key(DivisionCode.ofChecked(fields[0]));
      names.append(fields[1]);
      nameEnds[size] = names.length();
      from[size] = fields.length > 2 ? date(fields[2]) : 0;
      until[size] = fields.length > 3 ? date(fields[3]) : 0;
      if (fields.length > 4) {
        for (String successor : fields[4].split(",", -1)) {
          addSuccessor(Integer.parseInt(successor));
        }
      }
      successorEnds[size] = successorCount;
      size++;
    }

    private void grow(int capacity) {
      codes = Arrays.copyOf(codes, capacity);
      nameEnds = Arrays.copyOf(nameEnds, capacity);
      from = Arrays.copyOf(from, capacity);
      until = Arrays.copyOf(until, capacity);
      successorEnds = Arrays.copyOf(successorEnds, capacity);
    }

    private byte date(String text) {
      return text.equals(NONE)
          ? 0
          : dates.computeIfAbsent(text, absent -> (byte) (dates.size() + 1));
    }

    private void addSuccessor(int code) {
      if (successorCount == successors.length) {
        successors = Arrays.copyOf(successors, 2 * successorCount);
      }
      successors[successorCount++] = code;
    }

    DivisionTable build() {
      return new DivisionTable(this);
    }
  }
}
