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
  private final char[] from;
  private final char[] until;
  private final byte[] kinds;
  private final int[] successors;
  private final char[] successorEnds;

  private DivisionTable(Builder builder) {
    codes = Arrays.copyOf(builder.codes, builder.size);
    names = builder.names.toString();
    nameEnds = Arrays.copyOf(builder.nameEnds, builder.size);
    dates = new ApproximateDate[builder.dates.size() + 1];
    builder.dates.forEach((text, index) -> dates[index] = ApproximateDate.parse(text));
    from = Arrays.copyOf(builder.from, builder.size);
    until = Arrays.copyOf(builder.until, builder.size);
    kinds = Arrays.copyOf(builder.kinds, builder.size);
    successors = Arrays.copyOf(builder.successors, builder.successorCount);
    successorEnds = Arrays.copyOf(builder.successorEnds, builder.size);
  }

  /** A code as the number of 12 digits that the table is ordered by. */
  static long key(DivisionCode code) {
    return Long.parseLong(code.value()) * scale(code.value().length());
  }

  private static long scale(int digits) {
    return switch (digits) {
      case 2 -> 10_000_000_000L;
      case 4 -> 100_000_000L;
      case 6 -> 1_000_000L;
      case 9 -> 1_000L;
      default -> 1L;
    };
  }

  /** The first key that is no longer of a division or below it. */
  static long endKey(DivisionCode code) {
    int digits =
        switch (code.level()) {
          case NATION, PROVINCE -> 2;
          case PREFECTURE -> 4;
          case COUNTY -> 6;
          case TOWN -> 9;
          case COMMUNITY -> 12;
        };
    return code.level() == DivisionLevel.NATION ? Long.MAX_VALUE : key(code) + scale(digits);
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

  /** Returns whether a code has a row. */
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

  DivisionKind kind(int row) {
    return DivisionKind.ofLetter((char) kinds[row]);
  }

  boolean isDivision(int row) {
    return kind(row) == DivisionKind.DIVISION;
  }

  Division division(int row) {
    return new Division(
        code(row),
        kind(row),
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

  /** Returns whether the next row is the same area under a new name. */
  private boolean isContinued(int row) {
    return !isCurrent(row)
        && row + 1 < size()
        && codes[row + 1] == codes[row]
        && isDivision(row)
        && isDivision(row + 1)
        && from[row + 1] == until[row];
  }

  DivisionCode code(int row) {
    return DivisionCode.ofChecked(Long.toString(codes[row])).canonical();
  }

  /** Collects the rows, which come in the order of the table. */
  static final class Builder {

    private static final char NONE = '.';
    private static final int SUCCESSOR = 6;

    private final StringBuilder names = new StringBuilder();
    private final Map<String, Character> dates = new LinkedHashMap<>();
    private long[] codes = new long[1024];
    private int[] nameEnds = new int[1024];
    private char[] from = new char[1024];
    private char[] until = new char[1024];
    private byte[] kinds = new byte[1024];
    private char[] successorEnds = new char[1024];
    private int[] successors = new int[1024];
    private int successorCount;
    private int size;

    /** Adds the lines of the resource: {@code code[kind] name [from [until [successor,...]]]}. */
    Builder addAll(String text) {
      for (int start = 0; start < text.length(); ) {
        int end = text.indexOf('\n', start);
        add(text, start, end);
        start = end + 1;
      }
      return this;
    }

    private void add(String text, int start, int end) {
      if (size == codes.length) {
        grow(2 * size);
      }
      int codeEnd = fieldEnd(text, start, end);
      int nameEnd = fieldEnd(text, codeEnd + 1, end);
      int fromEnd = fieldEnd(text, nameEnd + 1, end);
      int untilEnd = fieldEnd(text, fromEnd + 1, end);
      int digitsEnd = Alphabet.DIGITS.contains(text.charAt(codeEnd - 1)) ? codeEnd : codeEnd - 1;
      codes[size] = Long.parseLong(text, start, digitsEnd, 10) * scale(digitsEnd - start);
      if (digitsEnd < codeEnd) {
        kinds[size] = (byte) text.charAt(digitsEnd);
      }
      names.append(text, codeEnd + 1, nameEnd);
      nameEnds[size] = names.length();
      from[size] = date(text, nameEnd + 1, fromEnd);
      until[size] = date(text, fromEnd + 1, untilEnd);
      for (int at = untilEnd + 1; at < end; at += SUCCESSOR + 1) {
        addSuccessor(Integer.parseInt(text, at, at + SUCCESSOR, 10));
      }
      successorEnds[size] = (char) successorCount;
      size++;
    }

    private static int fieldEnd(String text, int start, int end) {
      if (start >= end) {
        return end;
      }
      int space = text.indexOf(' ', start);
      return space < 0 || space > end ? end : space;
    }

    private void grow(int capacity) {
      codes = Arrays.copyOf(codes, capacity);
      nameEnds = Arrays.copyOf(nameEnds, capacity);
      from = Arrays.copyOf(from, capacity);
      until = Arrays.copyOf(until, capacity);
      kinds = Arrays.copyOf(kinds, capacity);
      successorEnds = Arrays.copyOf(successorEnds, capacity);
    }

    private char date(String text, int start, int end) {
      if (start >= end || text.charAt(start) == NONE) {
        return 0;
      }
      return dates.computeIfAbsent(text.substring(start, end), absent -> (char) (dates.size() + 1));
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
