package io.github.citydc.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers the code sets of the standards: those that are enums, and those of the resource. */
final class StandardCodeSets {

  private static final String RESOURCE = "code-sets.txt";
  private static final String CATALOGUE_GUIDE = "发改高技〔2017〕1272号";
  private static final String MATTERS = "GB/T 39554.1";

  private StandardCodeSets() {}

  static List<CodeSet> read() {
    List<CodeSet> sets = new ArrayList<>(ofEnums());
    List<String> lines = List.of(Resources.read(RESOURCE).split("\n", -1));
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
            .map(f -> new CodeEntry(f[0], f[1], field(f, 2), field(f, 3)))
            .toList();
    return CodeSet.of(head[0], head[1], field(head, 2), head[3], head[4], entries);
  }

  private static Optional<String> field(String[] fields, int index) {
    return index < fields.length && !fields[index].isEmpty()
        ? Optional.of(fields[index])
        : Optional.empty();
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
            SecrecyLevel.class, CodeSetName.SECRECY_LEVEL, "GB/T 9704", "2012", "密级", "secrecy"),
        CodeSet.of(Urgency.class, CodeSetName.URGENCY, "GB/T 9704", "2012", "紧急程度", "urgency"),
        CodeSet.of(UseLevel.class, CodeSetName.USE_LEVEL, MATTERS, "2020", "行使层级", "level of use"),
        CodeSet.of(
            PowerType.class, CodeSetName.POWER_TYPE, MATTERS, "2020", "权力类型", "type of power"),
        CodeSet.of(
            ResourceClass.class,
            CodeSetName.RESOURCE_CLASS,
            CATALOGUE_GUIDE,
            "",
            "政务信息资源类",
            "class of resource"),
        CodeSet.of(
            ShareType.class, CodeSetName.SHARE_TYPE, CATALOGUE_GUIDE, "", "共享类型", "share type"),
        CodeSet.of(
            UpdateCycle.class,
            CodeSetName.UPDATE_CYCLE,
            CATALOGUE_GUIDE,
            "",
            "更新周期",
            "update cycle"));
  }
}
