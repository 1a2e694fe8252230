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
 * it, and kept in two columns, the second of which is there only if a community has a row. Dates
 * are indexes into a table of the few distinct ones, 0 for none.
 */
final class DivisionTable {

  private static final int NAMES = 32;

  /** A town's step in the keys. */
  private static final int TOWN = 1_000;

  /** The first nine digits of the keys. */
  private final int[] towns;

  /** The last three digits of the keys; empty if there are only zeros. */
  private final char[] communities;

  private final String names;

  /** Where every 32nd name begins. */
  private final int[] nameStarts;

  private final byte[] nameLengths;
  private final ApproximateDate[] dates;
  private final char[] from;
  private final char[] until;
  private final byte[] kinds;
  private final int[] successors;
  private final char[] successorEnds;

  private DivisionTable(Builder builder) {
    towns = Arrays.copyOf(builder.towns, builder.size);
    communities =
        builder.withCommunities ? Arrays.copyOf(builder.communities, builder.size) : new char[0];
    names = builder.names.toString();
    nameLengths = Arrays.copyOf(builder.nameLengths, builder.size);
    nameStarts = nameStarts(nameLengths);
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
    return towns.length;
  }

  long key(int row) {
    return (long) TOWN * towns[row] + (communities.length == 0 ? 0 : communities[row]);
  }

  /** The rows whose key is at least one and below another, in order. */
  IntStream rows(long fromKey, long toKey) {
    return IntStream.range(firstRow(fromKey), firstRow(toKey));
  }

  /** Returns whether a code has a row. */
  boolean contains(long key) {
    int row = firstRow(key);
    return row < size() && key(row) == key;
  }

  /** The first row whose key is at least one; the number of rows if there is none. */
  private int firstRow(long key) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (key(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isNamed(int row, String name) {
    return nameLengths[row] == name.length() && names.startsWith(name, nameStart(row));
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
        name(row),
        Optional.ofNullable(dates[from[row]]),
        Optional.ofNullable(dates[until[row]]),
        successors(row));
  }

  private String name(int row) {
    int start = nameStart(row);
    return names.substring(start, start + nameLengths[row]);
  }

  private int nameStart(int row) {
    int start = nameStarts[row / NAMES];
    for (int before = row / NAMES * NAMES; before < row; before++) {
      start += nameLengths[before];
    }
    return start;
  }

  private static int[] nameStarts(byte[] lengths) {
    int[] starts = new int[lengths.length / NAMES + 1];
    int start = 0;
    for (int row = 0; row < lengths.length; row++) {
      if (row % NAMES == 0) {
        starts[row / NAMES] = start;
      }
      start += lengths[row];
    }
    return starts;
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
        && key(row + 1) == key(row)
        && isDivision(row)
        && isDivision(row + 1)
        && from[row + 1] == until[row];
  }

  DivisionCode code(int row) {
    return DivisionCode.ofChecked(Long.toString(key(row))).canonical();
  }

  /** Collects the rows, which come in the order of the table. */
  static final class Builder {

    private static final char NONE = '.';
    private static final int SUCCESSOR = 6;

    private final StringBuilder names = new StringBuilder();
    private final Map<String, Character> dates = new LinkedHashMap<>();
    private int[] towns = new int[1024];
    private char[] communities = new char[1024];
    private boolean withCommunities;
    private byte[] nameLengths = new byte[1024];
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
      if (size == towns.length) {
        grow(2 * size);
      }
      int codeEnd = fieldEnd(text, start, end);
      int nameEnd = fieldEnd(text, codeEnd + 1, end);
      int fromEnd = fieldEnd(text, nameEnd + 1, end);
      int untilEnd = fieldEnd(text, fromEnd + 1, end);
      int digitsEnd = Alphabet.DIGITS.contains(text.charAt(codeEnd - 1)) ? codeEnd : codeEnd - 1;
      long key = Long.parseLong(text, start, digitsEnd, 10) * scale(digitsEnd - start);
      towns[size] = (int) (key / TOWN);
      communities[size] = (char) (key % TOWN);
      withCommunities |= communities[size] != 0;
      if (digitsEnd < codeEnd) {
        kinds[size] = (byte) text.charAt(digitsEnd);
      }
      names.append(text, codeEnd + 1, nameEnd);
      nameLengths[size] = (byte) (nameEnd - codeEnd - 1);
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
      towns = Arrays.copyOf(towns, capacity);
      communities = Arrays.copyOf(communities, capacity);
      nameLengths = Arrays.copyOf(nameLengths, capacity);
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
