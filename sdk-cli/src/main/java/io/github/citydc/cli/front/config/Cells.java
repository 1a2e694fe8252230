package io.github.citydc.cli.front.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a cell of CSV in a payload: a JSON Pointer, with {@code number} or {@code boolean}
 * behind it where it is no text, or a dash for a column that is left out.
 */
public final class Cells {

  static final String RULE =
      "a column is a JSON Pointer such as /name or /address/text, with number or boolean behind it"
          + " if it is no text, or - to be left out";

  private static final Pattern PLACE =
      Pattern.compile("((?:/[A-Za-z][A-Za-z0-9]*)+)(?: (number|boolean))?");
  private static final String LEFT_OUT = "-";

  private Cells() {}

  static boolean isPlace(String place) {
    return place.equals(LEFT_OUT) || PLACE.matcher(place).matches();
  }

  /**
   * Puts a cell where it belongs; an empty one is left out.
   *
   * @param cell its text
   * @param place as in the settings
   * @param payload where to
   */
  public static void put(String cell, String place, ObjectNode payload) {
    Matcher match = PLACE.matcher(place);
    if (cell.isEmpty() || !match.matches()) {
      return;
    }
    String pointer = match.group(1);
    int last = pointer.lastIndexOf('/');
    ObjectNode object = last == 0 ? payload : payload.withObject(pointer.substring(0, last));
    String member = pointer.substring(last + 1);
    String kind = match.group(2);
    if ("boolean".equals(kind) && (cell.equals("true") || cell.equals("false"))) {
      object.put(member, Boolean.parseBoolean(cell));
    } else if ("number".equals(kind) && cell.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
      object.put(member, new BigDecimal(cell));
    } else {
      object.put(member, cell); // Of another form than it should have, as the rules will say.
    }
  }
}
