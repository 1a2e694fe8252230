package io.github.citydc.exchange.query;

import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.model.WithBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A query for one record of a register: interface standard §4.13.
 *
 * <pre>{@code
 * Query.builder("306001/000001")
 *     .key(Map.of("idNumber", number))
 *     .purpose("核验低保申请人身份")
 *     .grant("g-2026-17")
 *     .build()
 * }</pre>
 *
 * @param resource code of the information resource 信息资源代码
 * @param key the values of a key that the provider has declared, by the names of its members; 1 to
 *     200 characters each
 * @param purpose purpose of use 使用目的, in the words of the grant (Decree 809, articles 20 and 25)
 * @param grant number of the grant that allows the query, empty if the resource needs none
 */
@WithBuilder
public record Query(
    String resource, Map<String, String> key, String purpose, Optional<String> grant) {

  private static final int MAX_VALUE = 200;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if the resource is no code, the key has no member or a value
   *     of another length, or purpose or grant are empty or too long
   */
  public Query {
    resource = ResourceCode.parse(resource).toString();
    key = java.util.Collections.unmodifiableMap(new TreeMap<>(key));
    if (key.isEmpty()) {
      throw new IllegalArgumentException("A query has a key");
    }
    key.keySet().forEach(QueryKey::requireName);
    key.values().forEach(value -> requireLength("A value of a key", value, MAX_VALUE));
    requireLength("A purpose", purpose, Use.MAX_PURPOSE);
    grant.ifPresent(id -> requireLength("The number of a grant", id, Use.MAX_GRANT));
  }

  private static void requireLength(String what, String text, int most) {
    if (text.isBlank() || text.length() > most) {
      throw new IllegalArgumentException(what + " has 1 to " + most + " characters");
    }
  }

  /**
   * A builder of a query.
   *
   * @param resource code of the information resource
   * @return a builder in which key and purpose are not set
   */
  public static QueryBuilder builder(String resource) {
    return QueryBuilder.builder().resource(resource).grant(Optional.empty());
  }

  /**
   * Without the values of the key, which may name a person, and the purpose.
   *
   * @return resource and names of the key
   */
  @Override
  public String toString() {
    return "Query[" + resource + " by " + key.keySet() + "]";
  }
}
