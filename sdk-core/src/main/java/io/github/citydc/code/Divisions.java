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
 * <p>The history comes from yearly lists, so that most changes are only known to the year, see
 * {@link ApproximateDate}; those of Guangzhou are known to the day or month. A code can have stood
 * for different divisions in the course of time: 440106 was 芳村区 until 1988 and is 天河区 since. For
 * Hong Kong, Macao and Taiwan there is the province code only.
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
   * Returns whether a code stands, or stood at any time since 1980, for a division. The nation
   * (100000) is known. Streets, towns and communities are judged only below a division whose list
   * is complete: of other divisions any code is taken for known if the county is.
   *
   * @param code a code of any length
   * @return false if no list has it
   */
  public boolean isKnown(DivisionCode code) {
    if (code.level() == DivisionLevel.NATION || table.contains(DivisionTable.key(code))) {
      return true;
    }
    return switch (code.level()) {
      case TOWN, COMMUNITY -> {
        DivisionCode parent = code.parent().orElseThrow();
        yield isKnown(parent) && children(parent).isEmpty();
      }
      default -> false;
    };
  }

  /**
   * Returns whether a code stood for a division on a day, as far as is known; see {@link
   * Division#wasValid}. Streets, towns and communities have no history here: what {@link #isKnown}
   * is taken as valid whenever its county was.
   *
   * @param code a code of any length
   * @param date a day from 1980 on
   * @return false if the code is known not to have been in use
   */
  public boolean wasValid(DivisionCode code, LocalDate date) {
    return switch (code.level()) {
      case NATION -> true;
      case TOWN, COMMUNITY -> isKnown(code) && wasValid(code.parent().orElseThrow(), date);
      default -> find(code, date).isPresent();
    };
  }

  /**
   * The division of a code: today's, or the last one that had the code.
   *
   * @param code a code of any length
   * @return the division, empty if no list has it
   */
  public Optional<Division> find(DivisionCode code) {
    return rowsOf(code).reduce((earlier, later) -> later).stream()
        .mapToObj(table::division)
        .findAny();
  }

  /**
   * The division that had a code on a given day. In a year of change, when both the old and the new
   * division count, the old one.
   *
   * @param code a code of any length
   * @param date a day from 1980 on
   * @return the division, empty if the code is known not to have been in use
   */
  public Optional<Division> find(DivisionCode code, LocalDate date) {
    return history(code).stream().filter(division -> division.wasValid(date)).findFirst();
  }

  /**
   * Everything a code ever stood for.
   *
   * @param code a code of any length
   * @return the divisions in the order of time, empty if no list has it; immutable
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
    return below(code).filter(table::isCurrent).mapToObj(table::division).toList();
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
    return below(code).mapToObj(table::division).filter(child -> child.wasValid(date)).toList();
  }

  /**
   * The divisions of a name, today's and former ones. Looks through all names.
   *
   * @param name the name without those of the divisions above, for example 东山区
   * @return the divisions in the order of their codes; immutable
   */
  public List<Division> named(String name) {
    return IntStream.range(0, table.size())
        .filter(row -> table.isNamed(row, name))
        .mapToObj(table::division)
        .toList();
  }

  /**
   * Every division of the history.
   *
   * @return the divisions in the order of their codes and of time
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
