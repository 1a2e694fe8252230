package io.github.citydc.standard;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.citydc.code.RuleRows;
import io.github.citydc.code.Severity;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.file.FileOffer;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.model.LifeCycle;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogLife;
import io.github.citydc.model.collaboration.TaskLife;
import io.github.citydc.model.community.EventLife;
import io.github.citydc.model.document.DocumentLife;
import io.github.citydc.model.service.CaseLife;
import io.github.citydc.model.sharing.ApplicationLife;
import io.github.citydc.model.sharing.GrantLife;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables of the standard that are made of the code, each in both languages. */
final class StandardTables {

  static final Map<String, Function<Locale, String>> ALL = all();

  private static final Set<String> WARNINGS =
      Set.of(
          "text.replacement-character",
          "text.invisible-character",
          "text.private-use",
          "text.leading-space",
          "identity.number-form",
          "code-set.beyond-standard");

  private StandardTables() {}

  private static Map<String, Function<Locale, String>> all() {
    Map<String, Function<Locale, String>> all = new LinkedHashMap<>();
    all.put("types", StandardTables::types);
    all.put("violations", StandardTables::violations);
    all.put("problems", StandardTables::problems);
    all.put("limits", StandardTables::limits);
    all.put("operations", StandardTables::operations);
    all.put("life-case", language -> life(CaseLife.cycle(), language));
    all.put("life-event", language -> life(EventLife.cycle(), language));
    all.put("life-task", language -> life(TaskLife.cycle(), language));
    all.put("life-document", language -> life(DocumentLife.cycle(), language));
    all.put("life-catalog", language -> life(CatalogLife.cycle(), language));
    all.put("life-application", language -> life(ApplicationLife.cycle(), language));
    all.put("life-grant", language -> life(GrantLife.cycle(), language));
    all.put("parts", language -> parts());
    return all;
  }

  private static boolean zh(Locale language) {
    return language.equals(Locale.CHINESE);
  }

  private static String row(Object... cells) {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(String.valueOf(cell).replace("|", "\\|")).append(" |");
    }
    return row.append('\n').toString();
  }

  private static String head(Locale language, String... bothLanguages) {
    StringBuilder head = new StringBuilder("|");
    for (String both : bothLanguages) {
      String[] names = both.split(" ⇔ ", -1);
      head.append(' ').append(names[zh(language) ? names.length - 1 : 0]).append(" |");
    }
    return head.append("\n|").append("---|".repeat(bothLanguages.length)).append('\n').toString();
  }

  private static String types(Locale language) {
    StringBuilder table =
        new StringBuilder(
            head(language, "type ⇔ 类型", "schema, example ⇔ Schema 与示例", "content ⇔ 内容"));
    for (PayloadType type : PayloadTypes.standard().types()) {
      String file = InterfaceStandard.fileName(type);
      String anchor = type.toString().replaceAll("[./]", "");
      String[] title = title(type).split(" · ", -1);
      table.append(
          row(
              "[`" + type + "`](../types.md#" + anchor + ")",
              "[schema](../schema/" + file + ") · [example](../examples/" + file + ")",
              title[zh(language) ? 0 : 1]));
    }
    return table.toString();
  }

  private static String title(PayloadType type) {
    try {
      return new JsonMapper()
          .readTree(InterfaceStandard.schema(type).orElseThrow())
          .get("title")
          .textValue();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String violations(Locale language) {
    StringBuilder table =
        new StringBuilder(head(language, "code ⇔ 代码", "severity ⇔ 级别", "source ⇔ 依据", "when ⇔ 情形"));
    for (RuleRows.Row rule : RuleRows.ofIdentifiers()) {
      table.append(
          row(
              "`" + rule.code() + "`",
              severity(rule.severity(), language),
              rule.source(),
              RuleRows.sentence(rule.code(), language)));
    }
    for (String kind : List.of("code-set", "member", "text", "identity", "secrecy")) {
      for (String code : RuleRows.codes(kind)) {
        table.append(
            row(
                "`" + code + "`",
                ofMember(code, language),
                "CDX 1.0",
                RuleRows.sentence(code, language)));
      }
    }
    return table.append(ofMessages(language)).toString();
  }

  private static String ofMember(String code, Locale language) {
    if (code.equals("member.part")) {
      return zh(language) ? "错误或警告" : "error or warning";
    }
    return severity(WARNINGS.contains(code) ? Severity.WARNING : Severity.ERROR, language);
  }

  private static String severity(Severity severity, Locale language) {
    boolean error = severity == Severity.ERROR;
    return zh(language) ? (error ? "错误" : "警告") : error ? "error" : "warning";
  }

  private static String ofMessages(Locale language) {
    String error = severity(Severity.ERROR, language);
    Map<String, String[]> more = new LinkedHashMap<>();
    more.put(
        "json.form",
        new String[] {"the member has the wrong JSON type or form", "数据项的 JSON 类型或格式不正确"});
    more.put(
        "operation.type", new String[] {"the type does not have this operation", "该类型不支持这种操作"});
    more.put("document.recipient", new String[] {"a recipient is required", "必须写明收文单位"});
    more.put(
        "document.life", new String[] {"the action may not follow the last one", "该动作不能接在上一动作之后"});
    more.put(
        "document.step",
        new String[] {"the place is missing or another action has it", "没有写明位置，或该位置已有其他动作"});
    more.put(
        "document.action-id",
        new String[] {"the identifier is not that of this step", "操作标识与当前步骤不符"});
    more.put(
        "grant.life", new String[] {"the change may not follow the last one", "该变更不能接在上一变更之后"});
    more.put(
        "grant.version",
        new String[] {"no change has announced this version", "没有变更预告该版本，或版本号不连续"});
    StringBuilder rows = new StringBuilder();
    more.forEach(
        (code, text) ->
            rows.append(row("`" + code + "`", error, "CDX 1.0", text[zh(language) ? 1 : 0])));
    return rows.toString();
  }

  private static String problems(Locale language) {
    StringBuilder table =
        new StringBuilder(
            head(
                language,
                "code ⇔ 代码",
                "status ⇔ 状态码",
                "`retryable`",
                "title ⇔ 名称",
                "duty of the client ⇔ 客户端的处理"));
    for (ProblemCode code : ProblemCode.standard()) {
      table.append(
          row(
              "`" + code + "`",
              code.status(),
              code.isRetryable(),
              zh(language) ? code.titleZh() : code.title(),
              duty(code, zh(language))));
    }
    return table.toString();
  }

  private static String duty(ProblemCode code, boolean zh) {
    if (code.isAboutContent()) {
      return zh ? "终止" : "final";
    }
    if (code.equals(ProblemCode.PARTS_MISSING)) {
      return zh ? "先发送缺少的内容，再重试" : "sends what is missing, then tries again";
    }
    if (code.equals(ProblemCode.NOT_FOUND) || code.equals(ProblemCode.METHOD_NOT_ALLOWED)) {
      return zh ? "更正请求；不表示报文被拒绝" : "corrects the request; says nothing about a message";
    }
    return code.isRetryable() && code.status() >= 409 && !code.equals(ProblemCode.REPLAYED)
        ? zh ? "重试" : "tries again"
        : zh ? "只与 unverified 同时出现：重试" : "only with unverified: tries again";
  }

  private static String limits(Locale language) {
    Limits limits = Limits.standard();
    StringBuilder table =
        new StringBuilder(
            head(
                language,
                "limit ⇔ 限值",
                "every node takes at least ⇔ 所有节点至少支持",
                "default of the library ⇔ 本库默认值",
                "in `GET /node` ⇔ 在 `GET /node` 中",
                "beyond ⇔ 超出时"));
    List<String[]> rows = new ArrayList<>();
    rows.add(
        limit(
            "body of a message or manifest, bytes ⇔ 报文体或清单，字节",
            Limits.LEAST_BODY_SIZE,
            limits.bodySize(),
            "`bodySize`",
            "`body-too-large`"));
    rows.add(
        limit("request line and fields, bytes ⇔ 请求行和字段，字节", 8192, 8192, "", "414, 431 ⇔ 414、431"));
    rows.add(limit("depth of JSON ⇔ JSON 嵌套层数", 64, 64, "", "`malformed-message`"));
    rows.add(
        limit("characters of a number of JSON ⇔ JSON 数值的字符数", 100, 100, "", "`malformed-message`"));
    rows.add(limit("characters of a member name ⇔ 成员名的字符数", 200, 200, "", "`malformed-message`"));
    rows.add(
        limit(
            "tokens of a JSON text ⇔ JSON 文本的记号数",
            1_000_000,
            1_000_000,
            "",
            "`malformed-message`"));
    rows.add(
        limit(
            "requests of a node at once ⇔ 单个节点同时处理的请求",
            1,
            limits.requestsPerNode(),
            "`requestsAtOnce`",
            "`rate-limited`"));
    rows.add(
        limit(
            "requests of a node per second ⇔ 单个节点每秒的请求",
            1,
            limits.requestsPerSecond(),
            "`requestsPerSecond`",
            "`rate-limited`"));
    rows.add(
        limit(
            "signed answers to unverified requests per second ⇔ 对未验证请求每秒签名的应答",
            0,
            limits.unverifiedPerSecond(),
            "",
            "429"));
    rows.add(
        limit("of these, to one address ⇔ 其中对同一地址", 0, limits.unverifiedPerAddress(), "", "429"));
    rows.add(
        limit(
            "time for a body, seconds ⇔ 报文体的到达时间，秒",
            60,
            limits.bodyTime().toSeconds(),
            "",
            "`request-timeout`"));
    rows.add(
        limit(
            "bytes per second of a body, from the 5th second on ⇔ 报文体每秒字节数，从第 5 秒起",
            4096,
            limits.bytesPerSecond(),
            "",
            "`request-timeout`"));
    rows.add(
        limit(
            "memory of messages, days ⇔ 对报文的记忆期限，天",
            30,
            30,
            "`remembersDays`",
            "`message-conflict`"));
    rows.add(limit("violations of a problem ⇔ 错误中的违规项", 100, 100, "", "`moreViolations`"));
    rows.add(
        limit(
            "messages of a bundle ⇔ 报文包的报文数", 2, 1000, "`bundleMessages`", "`malformed-message`"));
    rows.add(
        limit(
            "part of a batch as sent, bytes ⇔ 批次分片的发送大小，字节",
            8 << 20,
            8 << 20,
            "`partSize`",
            "`body-too-large`"));
    rows.add(
        limit(
            "part of a batch decompressed, bytes ⇔ 批次分片解压后的大小，字节",
            64 << 20,
            64 << 20,
            "`decodedPartSize`",
            "`body-too-large`"));
    rows.add(limit("line of a part, bytes ⇔ 分片的行长，字节", 1 << 20, 1 << 20, "", "`body-too-large`"));
    rows.add(
        limit(
            "parts of a batch ⇔ 批次的分片数",
            BatchManifest.MAX_PARTS,
            BatchManifest.MAX_PARTS,
            "",
            "`malformed-message`"));
    rows.add(limit("records of a batch ⇔ 批次的记录数", 1_000_000, 20_000_000, "", "`body-too-large`"));
    rows.add(
        limit(
            "batch decompressed, bytes ⇔ 批次解压后的大小，字节",
            1L << 30,
            128L << 30,
            "",
            "`body-too-large`"));
    rows.add(
        limit(
            "room for parts of a sender, bytes ⇔ 单个发送方的分片存储空间，字节",
            1L << 30,
            8L << 30,
            "",
            "`rate-limited`"));
    rows.add(
        limit(
            "time a part without batch is kept, days ⇔ 没有批次的分片的保留期限，天",
            1,
            7,
            "",
            "`parts-missing`"));
    rows.add(
        limit(
            "part of a file, bytes ⇔ 文件分片，字节",
            8 << 20,
            8 << 20,
            "`filePartSize`",
            "`body-too-large`"));
    rows.add(limit("file, bytes ⇔ 文件，字节", 1L << 30, 4L << 30, "`fileSize`", "`body-too-large`"));
    rows.add(
        limit(
            "room for files of a sender, bytes ⇔ 单个发送方的文件存储空间，字节",
            1L << 30,
            16L << 30,
            "",
            "`rate-limited`"));
    rows.add(
        limit(
            "time a file without message is kept, days ⇔ 没有报文引用的文件的保留期限，天",
            1,
            7,
            "",
            "`parts-missing`"));
    rows.add(
        limit(
            "range of a file given away, bytes ⇔ 提供文件的一个范围，字节",
            FileOffer.LEAST_RANGE,
            FileOffer.STANDARD_RANGE,
            "`fileRangeSize`",
            "its beginning ⇔ 其开头部分"));
    rows.add(
        limit(
            "changes of a page of records ⇔ 数据拉取每页的变更数",
            RecordQuery.DEFAULT_LIMIT,
            RecordQuery.MAX_LIMIT,
            "",
            "`malformed-message`"));
    for (String[] row : rows) {
      Object[] cells = new Object[row.length];
      for (int i = 0; i < row.length; i++) {
        String[] names = row[i].split(" ⇔ ", -1);
        cells[i] = names[zh(language) ? names.length - 1 : 0];
      }
      table.append(row(cells));
    }
    return table.toString();
  }

  private static String[] limit(
      String name, long least, long standard, String announced, String beyond) {
    return new String[] {name, String.valueOf(least), String.valueOf(standard), announced, beyond};
  }

  private static String operations(Locale language) {
    StringBuilder table =
        new StringBuilder(head(language, "type ⇔ 类型", "`upsert`", "`delete`", "`event`"));
    for (PayloadType type : PayloadTypes.standard().types()) {
      List<Object> cells = new ArrayList<>(List.of("`" + type + "`"));
      for (Operation operation : Operation.values()) {
        boolean has = Operation.ofType(type).contains(operation);
        cells.add(has ? (zh(language) ? "是" : "yes") : "–");
      }
      table.append(row(cells.toArray()));
    }
    return table.toString();
  }

  private static String life(LifeCycle cycle, Locale language) {
    List<String> steps = inOrder(cycle);
    StringBuilder table =
        new StringBuilder(
            head(
                language,
                "step ⇔ 步骤",
                "title ⇔ 名称",
                "may be the first ⇔ 可为首个",
                "may follow ⇔ 可接在其后的步骤"));
    StringBuilder diagram = new StringBuilder("\n```mermaid\nstateDiagram-v2\n");
    for (String step : steps) {
      LifeCycle.Step known = cycle.step(step).orElseThrow();
      String after =
          steps.stream()
              .filter(known.after()::contains)
              .map(name -> "`" + name + "`")
              .collect(Collectors.joining(zh(language) ? "、" : ", "));
      table.append(
          row(
              "`" + step + "`",
              known.titleZh(),
              known.first() ? (zh(language) ? "是" : "yes") : "–",
              after.isEmpty() ? "–" : after));
      if (zh(language)) {
        diagram.append("  ").append(state(step)).append(" : ").append(known.titleZh()).append('\n');
      }
      if (known.first()) {
        diagram.append("  [*] --> ").append(state(step)).append('\n');
      }
      for (String before : steps) {
        if (known.after().contains(before)) {
          diagram
              .append("  ")
              .append(state(before))
              .append(" --> ")
              .append(state(step))
              .append('\n');
        }
      }
    }
    return table.append(diagram).append("```\n").toString();
  }

  private static String state(String step) {
    return step.replace('-', '_');
  }

  /** First steps first, each other one behind a step that it may follow. */
  private static List<String> inOrder(LifeCycle cycle) {
    Set<String> order = new LinkedHashSet<>();
    Set<String> rest = new TreeSet<>(cycle.steps());
    while (!rest.isEmpty()) {
      List<String> next =
          rest.stream()
              .filter(
                  step -> {
                    LifeCycle.Step known = cycle.step(step).orElseThrow();
                    return known.first() || known.after().stream().anyMatch(order::contains);
                  })
              .toList();
      order.addAll(next);
      rest.removeAll(next);
    }
    return List.copyOf(order);
  }

  private static String parts() {
    StringBuilder table = new StringBuilder("| | 中文（规范文本） | English | § |\n|---|---|---|---|\n");
    List<StandardText> zh = StandardText.all(Locale.CHINESE);
    List<StandardText> en = StandardText.all(Locale.ENGLISH);
    for (int i = 0; i < en.size(); i++) {
      String name = en.get(i).name();
      table.append(
          row(
              name.substring(0, 2),
              "[" + heading(zh.get(i)) + "](zh/" + name + ".md)",
              "[" + heading(en.get(i)) + "](en/" + name + ".md)",
              en.get(i).sections().stream()
                  .map(StandardText.Section::number)
                  .collect(Collectors.joining(", "))));
    }
    return table.toString();
  }

  private static String heading(StandardText part) {
    return part.text().lines().findFirst().orElseThrow().substring(2);
  }
}
