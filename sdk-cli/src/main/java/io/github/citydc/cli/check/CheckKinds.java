package io.github.citydc.cli.check;

import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeEntry;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.IdentifierKind;
import io.github.citydc.code.InvalidCodeException;
import io.github.citydc.code.Strictness;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.domain.InvalidDomainException;
import io.github.citydc.naming.node.NodeId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All kinds of values: identifiers, names on the network, and the codes of code sets. */
public final class CheckKinds {

  private CheckKinds() {}

  /**
   * All kinds.
   *
   * @return identifiers first, then names, then code sets
   */
  public static List<CheckKind> all() {
    Stream<CheckKind> identifiers = Arrays.stream(IdentifierKind.values()).map(OfIdentifier::new);
    Stream<CheckKind> names = Stream.of(new OfDomain(), new OfNode());
    Stream<CheckKind> codes = CodeSets.standard().all().stream().map(OfCodeSet::new);
    return Stream.of(identifiers, names, codes).flatMap(kinds -> kinds).toList();
  }

  /**
   * Finds a kind.
   *
   * @param name its name
   * @return the kind, or empty
   */
  public static Optional<CheckKind> find(String name) {
    return all().stream().filter(kind -> kind.name().equals(name)).findFirst();
  }

  private record OfIdentifier(IdentifierKind kind) implements CheckKind {

    @Override
    public String name() {
      return kind.wireName();
    }

    @Override
    public String title(Locale language) {
      return kind.title(language);
    }

    @Override
    public String standard() {
      return kind.standard();
    }

    @Override
    public CheckVerdict check(String text, Strictness strictness, Locale language) {
      CodeCheck check = kind.check(text, strictness);
      return CheckVerdict.of(check, language, check.isValid() ? kind.parsed(text) : Map.of());
    }
  }

  private record OfCodeSet(CodeSet set) implements CheckKind {

    @Override
    public String name() {
      return "set:" + set.name();
    }

    @Override
    public String title(Locale language) {
      return set.title(language);
    }

    @Override
    public String standard() {
      return set.edition().map(year -> set.standard() + "-" + year).orElse(set.standard());
    }

    @Override
    public CheckVerdict check(String text, Strictness strictness, Locale language) {
      return CheckVerdict.of(
          set.check(text, strictness), language, set.find(text).map(this::parts).orElse(Map.of()));
    }

    /** The name, and where the entry is from if not from the standard of the set. */
    private Map<String, String> parts(CodeEntry entry) {
      Map<String, String> parts = new LinkedHashMap<>();
      parts.put("name", entry.nameZh());
      entry.source().ifPresent(source -> parts.put("source", source));
      return parts;
    }
  }

  private record OfDomain() implements CheckKind {

    @Override
    public String name() {
      return "domain";
    }

    @Override
    public String title(Locale language) {
      return isChinese(language) ? "政府网站域名" : "Government domain name";
    }

    @Override
    public String standard() {
      return "国办函〔2018〕55号";
    }

    @Override
    public CheckVerdict check(String text, Strictness strictness, Locale language) {
      try {
        return new CheckVerdict(true, Optional.empty(), GovDomain.parse(text).parts());
      } catch (InvalidDomainException e) {
        return CheckVerdict.refused(
            "domain." + e.finding().rule().wireName(), -1, e.finding().message(language));
      }
    }
  }

  private record OfNode() implements CheckKind {

    @Override
    public String name() {
      return "node-id";
    }

    @Override
    public String title(Locale language) {
      return isChinese(language) ? "交换节点标识" : "Node id";
    }

    @Override
    public String standard() {
      return "CDX 1.0 §2";
    }

    @Override
    public CheckVerdict check(String text, Strictness strictness, Locale language) {
      try {
        NodeId node = NodeId.parse(text);
        return new CheckVerdict(true, Optional.empty(), parts(node));
      } catch (InvalidCodeException e) {
        return CheckVerdict.refused(e.fault().rule(), -1, e.fault().message(language));
      } catch (IllegalArgumentException e) {
        return CheckVerdict.refused(
            "node-id.form",
            -1,
            isChinese(language) ? "交换节点标识：应为 行政区划:统一社会信用代码:系统简称" : "Node id: " + e.getMessage());
      }
    }
  }

  private static Map<String, String> parts(NodeId node) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("division", node.division().value());
    parts.put("organization", node.organization().value());
    parts.put("system", node.system());
    return parts;
  }

  private static boolean isChinese(Locale language) {
    return language.getLanguage().equals(Locale.CHINESE.getLanguage());
  }
}
