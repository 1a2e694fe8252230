package io.github.citydc.cli.demo;

import io.github.citydc.code.DocumentNumber;
import io.github.citydc.model.Organ;
import io.github.citydc.model.disclosure.DisclosureItem;
import io.github.citydc.model.disclosure.DisclosureItemBuilder;
import io.github.citydc.model.document.DocumentContent;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The notice 穗府办〔2003〕50号 that asked for this interface, made into an official document. */
final class Notice {

  private static final String RESOURCE = "notice-suifuban-2003-50.txt";
  private static final String ORGAN = "广州市人民政府办公厅";
  private static final String ORGAN_CODE = "114401000074821105";

  private Notice() {}

  static OfficialDocument read() throws IOException {
    return document(lines());
  }

  /** The entry for the catalog of disclosed information that belongs to it. */
  static DisclosureItem disclosure() throws IOException {
    List<String> lines = lines();
    OfficialDocument notice = document(lines);
    return DisclosureItemBuilder.builder()
        .indexNumber(ORGAN_CODE + "/2003-00050")
        .topic(header(lines, "法规类别"))
        .issuingOrgan(Organ.of(ORGAN, ORGAN_CODE))
        .documentDate(notice.documentDate())
        .publishedOn(date(header(lines, "发布日期")))
        .documentNumber(notice.documentNumber())
        .title(notice.title())
        .validity(header(lines, "时效性").equals("现行有效") ? "valid" : "invalid")
        .documentId(notice.documentId())
        .build();
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = Notice.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException(RESOURCE + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /**
   * A header of 【name】value lines, then the title up to the number in brackets, the recipients, the
   * text.
   */
  private static OfficialDocument document(List<String> lines) {
    List<String> text = lines.stream().filter(line -> !line.startsWith("【")).toList();
    int number = indexOfNumber(text);
    DocumentNumber documentNumber = DocumentNumber.parse(header(lines, "发文字号"));
    return OfficialDocumentBuilder.builder()
        .documentId(documentNumber.value())
        .kind("通知")
        .authorityHeader(ORGAN + "文件")
        .documentNumber(documentNumber.value())
        .title(String.join("", text.subList(0, number)))
        .mainRecipients(recipients(text.get(number + 1)))
        .issuerName(ORGAN)
        .documentDate(date(header(lines, "发布日期")))
        .publicationLevel("公开")
        .content(DocumentContent.ofText(String.join("\n", text.subList(number + 1, text.size()))))
        .build();
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text, DateTimeFormatter.ofPattern("yyyy.MM.dd"));
  }

  private static int indexOfNumber(List<String> text) {
    int index = 0;
    while (!text.get(index).startsWith("(")) {
      index++;
    }
    return index;
  }

  private static List<String> recipients(String line) {
    return List.of(line.substring(0, line.length() - 1).split("[,，]"));
  }

  private static String header(List<String> lines, String name) {
    String start = "【" + name + "】";
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow();
  }
}
