package io.github.citydc.exchange.batch.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a column of a table of records can be called: a member by its name, or by its title in the
 * JSON Schema of the type. Immutable.
 */
final class CsvColumns {

  private static final String BETWEEN_LANGUAGES = " · ";
  private static final PayloadJson JSON = PayloadJson.standard();

  /** By name, and by the titles from the record down. */
  private final Map<String, Set<CsvColumn>> columns = new LinkedHashMap<>();

  /** By the last title alone; of one that several members have, all of them. */
  private final Map<String, Set<CsvColumn>> shortTitles = new LinkedHashMap<>();

  private CsvColumns() {}

  /** The columns of a type. */
  static CsvColumns of(Class<? extends Payload> type) {
    CsvColumns columns = new CsvColumns();
    JsonNode schema =
        InterfaceStandard.schema(PayloadType.of(type))
            .<JsonNode>map(text -> JSON.readObject(text.getBytes(StandardCharsets.UTF_8)))
            .orElseGet(JSON::newObject);
    columns.collect(type, schema, schema, List.of(), List.of(), new LinkedHashSet<>());
    return columns;
  }

  private void collect(
      Class<?> record,
      JsonNode schema,
      JsonNode root,
      List<String> path,
      List<String> titles,
      Set<Class<?>> above) {
    above.add(record);
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getType() == Extensions.class) {
        continue;
      }
      JsonNode member = schema.path("properties").path(component.getName());
      List<String> at = with(path, component.getName());
      List<String> title =
          with(titles, member.path("title").asText().split(BETWEEN_LANGUAGES, 2)[0]);
      Class<?> content = content(component.getGenericType());
      if (!content.isRecord() || Collection.class.isAssignableFrom(component.getType())) {
        boolean isList = Collection.class.isAssignableFrom(component.getType());
        add(new CsvColumn(at, content, isList), title);
      } else if (!above.contains(content)) {
        JsonNode definition = root.path("$defs").path(content.getSimpleName());
        collect(content, definition, root, at, title, above);
      }
    }
    above.remove(record);
  }

  private void add(CsvColumn column, List<String> titles) {
    name(columns, column.name(), column);
    String last = titles.get(titles.size() - 1);
    if (!last.isEmpty()) {
      name(columns, String.join(".", titles), column);
      name(shortTitles, last, column);
    }
  }

  private static void name(Map<String, Set<CsvColumn>> columns, String name, CsvColumn column) {
    columns.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(column);
  }

  private static List<String> with(List<String> path, String last) {
    List<String> longer = new ArrayList<>(path);
    longer.add(last);
    return longer;
  }

  private static Class<?> content(Type type) {
    if (type instanceof ParameterizedType container) {
      return content(container.getActualTypeArguments()[0]);
    }
    return type instanceof Class<?> plain ? plain : Object.class;
  }

  /**
   * The members that a name can stand for. The title of a member of the record itself stands for
   * that one, also where a member within another has the same title.
   *
   * @param name as in a header
   * @return none, one, or those that have this title
   */
  Set<CsvColumn> find(String name) {
    Set<CsvColumn> whole = columns.getOrDefault(name, Set.of());
    return whole.isEmpty() ? shortTitles.getOrDefault(name, Set.of()) : whole;
  }

  /** All names and titles. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(columns.keySet());
    names.addAll(shortTitles.keySet());
    return Collections.unmodifiableSet(names);
  }

  /** The known name that is most like another, if one is like it. */
  Optional<String> nearest(String name) {
    String best = "";
    int distance = Math.max(2, name.length() / 3) + 1;
    for (String known : names()) {
      int other = distance(name, known, distance);
      if (other < distance) {
        best = known;
        distance = other;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /** Insertions, deletions, replacements and swaps of neighbours that make one text the other. */
  private static int distance(String one, String other, int enough) {
    if (Math.abs(one.length() - other.length()) >= enough) {
      return enough;
    }
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        cost[i][j] = least;
      }
    }
    return cost[one.length()][other.length()];
  }
}
