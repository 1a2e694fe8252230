package io.github.citydc.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Gathers the code sets of the standards: those that are enums, and those of the resource. */
final class StandardCodeSets {

  private static final List<String> RESOURCES =
      List.of("code-sets.txt", "code-tables.txt", "interface-sets.txt");
  private static final String CATALOG_GUIDE = "发改高技〔2017〕1272号";
  private static final String SERVICES = "GB/T 39046";

  private StandardCodeSets() {}

  static List<CodeSet> read() {
    List<CodeSet> sets = new ArrayList<>(ofEnums());
    RESOURCES.forEach(resource -> sets.addAll(ofText(Resources.read(resource))));
    return sets;
  }

  private static List<CodeSet> ofText(String text) {
    List<CodeSet> sets = new ArrayList<>();
    List<String> lines = List.of(text.split("\n", -1));
    int start = 0;
    while (start < lines.size()) {
      int end = start + 1;
      while (end < lines.size() && !lines.get(end).startsWith("@")) {
        end++;
      }
      if (lines.get(start).startsWith("@")) {
        sets.add(set(lines.subList(start, end)));
      }
      start = end;
    }
    return sets;
  }

  /** A heading {@code @name|standard|edition|Chinese title|English title} and its entries. */
  private static CodeSet set(List<String> lines) {
    String[] head = lines.get(0).substring(1).split("\\|", -1);
    List<CodeEntry> entries =
        lines.stream()
            .skip(1)
            .filter(line -> !line.isEmpty())
            .map(line -> line.split("\\|", -1))
            .map(StandardCodeSets::entry)
            .toList();
    return CodeSet.of(head[0], head[1], field(head, 2), head[3], head[4], entries);
  }

  private static CodeEntry entry(String[] f) {
    EntryStanding standing = EntryStanding.ofLetter(field(f, 4).orElse(""));
    return new CodeEntry(f[0], f[1], field(f, 2), field(f, 3), standing, field(f, 5));
  }

  private static Optional<String> field(String[] fields, int index) {
    return index < fields.length && !fields[index].isEmpty()
        ? Optional.of(fields[index])
        : Optional.empty();
  }

  /** Annex A.1 leaves the codes from 11 and from 21 to whoever needs more types. */
  private static CodeSet withExtensions(CodeSet types) {
    CodeEntry[] free =
        IntStream.rangeClosed(11, 99)
            .filter(code -> code != 20)
            .mapToObj(
                code ->
                    new CodeEntry(
                        Integer.toString(code), "扩展", Optional.of("extension"), Optional.empty()))
            .toArray(CodeEntry[]::new);
    return types.with(free);
  }

  private static List<CodeSet> ofEnums() {
    return List.of(
        CodeSet.of(Sex.class, CodeSetName.SEX, "GB/T 2261.1", "2003", "性别", "sex"),
        CodeSet.of(
            DocumentKind.class,
            CodeSetName.DOCUMENT_KIND,
            "中办发〔2012〕14号",
            "",
            "公文种类",
            "kind of official document"),
        CodeSet.of(
            SecrecyLevel.class,
            CodeSetName.SECRECY_LEVEL,
            "GB/T 9704",
            "2012",
            "密级",
            "security classification"),
        CodeSet.of(Urgency.class, CodeSetName.URGENCY, "GB/T 9704", "2012", "紧急程度", "urgency"),
        CodeSet.of(
            UseLevel.class, CodeSetName.USE_LEVEL, SERVICES, "2020", "行使层级", "exercise level"),
        withExtensions(
            CodeSet.of(
                ItemType.class, CodeSetName.ITEM_TYPE, SERVICES, "2020", "事项类型", "item type")),
        CodeSet.of(
            ResourceClass.class,
            CodeSetName.RESOURCE_CLASS,
            CATALOG_GUIDE,
            "",
            "政务信息资源类",
            "class of resource"),
        CodeSet.of(
            ShareType.class, CodeSetName.SHARE_TYPE, CATALOG_GUIDE, "", "共享类型", "share type"),
        CodeSet.of(
            UpdateCycle.class,
            CodeSetName.UPDATE_CYCLE,
            CATALOG_GUIDE,
            "",
            "更新周期",
            "update cycle"));
  }
}
