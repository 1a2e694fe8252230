package io.github.citydc.code;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The administrative divisions of China, GB/T 2260, from 1980 to today, with their names, validity
 * and successors; the streets and towns of Guangdong (GB/T 10114) and the communities of Guangzhou
 * (statistical codes) as they are today.
 *
 * <pre>{@code
 * Divisions divisions = Divisions.standard();
 * DivisionCode dongshan = DivisionCode.parse("440102");
 * divisions.wasValid(dongshan, LocalDate.of(2003, 12, 31));  // true
 * divisions.successors(dongshan);                            // 440104 越秀区
 * divisions.fullName(DivisionCode.parse("440106"));          // 广东省广州市天河区
 * }</pre>
 *
 * <p>The history is that of the civil affairs ministry's lists and notices: most changes since 2011
 * and many of 1987 to 1989 are known to the day, the others to the year, see {@link
 * ApproximateDate}. Where another yearly list has another code or name, mostly before 1995, it is
 * there as a {@link DivisionKind#VARIANT}, and the ministry's comes first: for 1985 to 1987 the
 * ministry has 天河区 under 440106, another list 芳村区. The summary rows of GB/T 2260 and the codes that
 * only statistics lists have are there, too; of all {@linkplain DivisionKind kinds} but divisions
 * only the code, the name and, where known, the time are said. For Hong Kong, Macao and Taiwan
 * there is the province code only.
 *
 * <p>Immutable and safe for use by several threads. The data are read on first use.
 */
public final class Divisions {

  private static final String RESOURCE = "divisions.txt";

  private final DivisionTable table;

  private Divisions(DivisionTable table) {
    this.table = table;
  }

  /**
   * The divisions that come with the library.
   *
   * @return the same instance every time
   */
  public static Divisions standard() {
    return Standard.INSTANCE;
  }

  /** Loads the data when it is first asked for. */
  private static final class Standard {

    static final Divisions INSTANCE =
        new Divisions(new DivisionTable.Builder().addAll(Resources.read(RESOURCE)).build());
  }

  DivisionTable table() {
    return table;
  }

  /**
   * Returns whether a list has a code, today or at any time since 1980, for a division or for
   * another {@linkplain DivisionKind kind} of row. The nation (100000) is known.
   *
   * <p>Of streets and towns only those of Guangdong are known, of communities those of Guangzhou:
   * for any other this is false, which does not mean that there is none. {@link #hasListBelow}
   * tells the two apart.
   *
   * @param code a code of any length
   * @return false if no list here has it
   */
  public boolean isKnown(DivisionCode code) {
    return code.level() == DivisionLevel.NATION || table.contains(DivisionTable.key(code));
  }

  /**
   * Returns whether the divisions directly below another are listed here, so that one that is not
   * {@linkplain #isKnown known} does not exist today.
   *
   * @param code a code of any length
   * @return true if there is at least one division below it today
   */
  public boolean hasListBelow(DivisionCode code) {
    return below(code).anyMatch(row -> table.isDivision(row) && table.isCurrent(row));
  }

  /** Returns whether the lists speak against a code: those of streets are not complete. */
  boolean isUnheardOf(DivisionCode code) {
    if (isKnown(code)) {
      return false;
    }
    return switch (code.level()) {
      case TOWN, COMMUNITY -> {
        DivisionCode parent = code.parent().orElseThrow();
        yield hasListBelow(parent) || isUnheardOf(parent);
      }
      default -> true;
    };
  }

  /**
   * Returns whether a code stood for a division on a day, as far as is known; see {@link
   * Division#wasValid}. Streets, towns and communities have no history here: one that no complete
   * list speaks against is taken as valid whenever its county was.
   *
   * @param code a code of any length
   * @param date a day from 1980 on
   * @return false if the code is known not to have been in use
   */
  public boolean wasValid(DivisionCode code, LocalDate date) {
    return switch (code.level()) {
      case NATION -> true;
      case TOWN, COMMUNITY -> !isUnheardOf(code) && wasValid(code.parent().orElseThrow(), date);
      default -> find(code, date).isPresent();
    };
  }

  /**
   * The division of a code: today's, or the last one that had the code; if none ever had it, the
   * last row of another kind.
   *
   * @param code a code of any length
   * @return the division, empty if no list has it
   */
  public Optional<Division> find(DivisionCode code) {
    return rowsOf(code)
        .reduce((one, other) -> table.isDivision(other) || !table.isDivision(one) ? other : one)
        .stream()
        .mapToObj(table::division)
        .findAny();
  }

  /**
   * The division that had a code on a given day. While a change is only known to fall into a year
   * or between two days, both the old and the new division count, and the old one is returned. If
   * no division had the code, a row of another kind.
   *
   * @param code a code of any length
   * @param date a day from 1980 on
   * @return the division, empty if the code is known not to have been in use
   */
  public Optional<Division> find(DivisionCode code, LocalDate date) {
    return history(code).stream()
        .filter(division -> division.wasValid(date))
        .reduce((one, other) -> isDivision(one) || !isDivision(other) ? one : other);
  }

  private static boolean isDivision(Division division) {
    return division.kind() == DivisionKind.DIVISION;
  }

  /**
   * Everything a code ever stood for, in any list.
   *
   * @param code a code of any length
   * @return the rows in the order of time, empty if no list has it; immutable
   */
  public List<Division> history(DivisionCode code) {
    return rowsOf(code).mapToObj(table::division).toList();
  }

  /**
   * The current successors of the division of a code: itself if it is current, else the current
   * divisions to which the area of the last division that had the code belongs.
   *
   * @param code a code of any length
   * @return current divisions, more than one if the area was divided, empty if that is not known;
   *     immutable
   */
  public List<Division> successors(DivisionCode code) {
    return find(code).map(this::successors).orElse(List.of());
  }

  /**
   * The current successors of a division, for codes that were used for several divisions over time.
   *
   * @param division a division of {@link #history} or {@link #find(DivisionCode, LocalDate)}
   * @return current divisions, itself if it is current; immutable
   */
  public List<Division> successors(Division division) {
    return division.isCurrent()
        ? List.of(division)
        : division.successors().stream().flatMap(code -> find(code).stream()).toList();
  }

  /**
   * The divisions from the province down to a code.
   *
   * @param code a code of any length
   * @return today's divisions, or the last ones that had the codes, the code's own at the end;
   *     codes that no list has are left out; immutable
   */
  public List<Division> chain(DivisionCode code) {
    Deque<Division> chain = new ArrayDeque<>();
    for (Optional<DivisionCode> at = Optional.of(code);
        at.isPresent();
        at = at.flatMap(DivisionCode::parent)) {
      at.flatMap(this::find).ifPresent(chain::addFirst);
    }
    return List.copyOf(chain);
  }

  /**
   * The names from the province down to a code.
   *
   * @param code a code of any length
   * @return for example 广东省广州市天河区, empty if no list has any of it
   */
  public String fullName(DivisionCode code) {
    return chain(code).stream().map(Division::name).collect(Collectors.joining());
  }

  /**
   * Today's divisions directly below another.
   *
   * @param code a code of any length
   * @return the divisions in the order of their codes; immutable
   */
  public List<Division> children(DivisionCode code) {
    return below(code)
        .filter(table::isDivision)
        .filter(table::isCurrent)
        .mapToObj(table::division)
        .toList();
  }

  /**
   * The divisions that were directly below another on a day.
   *
   * @param code a code of any length
   * @param date a day from 1980 on
   * @return the divisions in the order of their codes, in a year of change the old and the new
   *     ones; immutable
   */
  public List<Division> children(DivisionCode code, LocalDate date) {
    return below(code)
        .filter(table::isDivision)
        .mapToObj(table::division)
        .filter(child -> child.wasValid(date))
        .toList();
  }

  /**
   * The divisions of a name, today's and former ones, without summary rows and variants. Looks
   * through all names.
   *
   * @param name the name without those of the divisions above, for example 东山区
   * @return the divisions in the order of their codes; immutable
   */
  public List<Division> named(String name) {
    return IntStream.range(0, table.size())
        .filter(row -> table.isDivision(row) && table.isNamed(row, name))
        .mapToObj(table::division)
        .toList();
  }

  /**
   * Every row of the lists, of every kind.
   *
   * @return the rows in the order of their codes and of time
   */
  public Stream<Division> all() {
    return IntStream.range(0, table.size()).mapToObj(table::division);
  }

  private IntStream rowsOf(DivisionCode code) {
    long key = DivisionTable.key(code);
    return table.rows(key, key + 1);
  }

  private IntStream below(DivisionCode code) {
    DivisionCode parent = code.canonical();
    return table
        .rows(DivisionTable.key(parent) + 1, DivisionTable.endKey(parent))
        .filter(row -> table.code(row).parent().filter(parent::equals).isPresent());
  }
}
