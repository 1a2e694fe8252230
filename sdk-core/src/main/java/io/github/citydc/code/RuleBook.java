package io.github.citydc.code;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every rule that texts of one kind are held to. A check can only report what stands in its book.
 */
final class RuleBook {

  private final String kind;
  private final String standard;
  private final Map<String, Rule> rules;
  private final List<Lookalike> lookalikes;

  private RuleBook(
      String kind, String standard, Map<String, Rule> rules, List<Lookalike> lookalikes) {
    this.kind = kind;
    this.standard = standard;
    this.rules = Collections.unmodifiableMap(rules);
    this.lookalikes = lookalikes;
  }

  /** A book that has the rules about length and characters, which every kind shares. */
  static RuleBook of(String kind, String standard) {
    return new RuleBook(kind, standard, Map.of(), List.of())
        .errors(Shape.EMPTY, Shape.WHITESPACE, Shape.INVISIBLE, Shape.FULL_WIDTH)
        .errors(Shape.LENGTH, Shape.LOWER_CASE, Shape.CHARACTER);
  }

  /** This book with rules whose breach refuses a text. */
  RuleBook errors(String... names) {
    return with(Severity.ERROR, standard, names);
  }

  /** This book with rules whose breach only a strict check refuses. */
  RuleBook warnings(String... names) {
    return with(Severity.WARNING, standard, names);
  }

  /** This book with rules of another standard whose breach only a strict check refuses. */
  RuleBook warningsOf(String otherStandard, String... names) {
    return with(Severity.WARNING, otherStandard, names);
  }

  /** This book for texts of another standard. */
  RuleBook citing(String source) {
    Map<String, Rule> cited = new LinkedHashMap<>();
    rules.forEach((name, rule) -> cited.put(name, new Rule(rule.name(), source, rule.severity())));
    return new RuleBook(kind, source, cited, lookalikes);
  }

  /** This book with other kinds that a refused text may turn out to be. */
  RuleBook lookalikes(Lookalike... kinds) {
    String[] names = Arrays.stream(kinds).map(Lookalike::rule).toArray(String[]::new);
    return new RuleBook(kind, standard, errors(names).rules, List.of(kinds));
  }

  List<Lookalike> lookalikes() {
    return lookalikes;
  }

  private RuleBook with(Severity severity, String source, String... names) {
    Map<String, Rule> more = new LinkedHashMap<>(rules);
    for (String name : names) {
      more.put(name, new Rule(kind + "." + name, source, severity));
    }
    return new RuleBook(kind, standard, more, lookalikes);
  }

  Rule rule(String name) {
    Rule rule = rules.get(name);
    if (rule == null) {
      throw new IllegalArgumentException("The rule book of " + kind + " does not know " + name);
    }
    return rule;
  }

  Collection<Rule> rules() {
    return rules.values();
  }

  String kind() {
    return kind;
  }

  String standard() {
    return standard;
  }
}
