package io.github.citydc.testkit;

import io.github.citydc.model.Extensions;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.DocumentContent;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Official documents that keep all rules. */
final class TestDocuments {

  private TestDocuments() {}

  static OfficialDocument with(PartReference... attachments) {
    return OfficialDocumentBuilder.builder()
        .documentId("穗府办〔2003〕50号")
        .kind("通知")
        .authorityHeader("广州市人民政府办公厅文件")
        .documentNumber("穗府办〔2003〕50号")
        .title("转发市信息办关于区县级市信息化工作指导意见的通知")
        .mainRecipients(List.of("各区、县级市人民政府"))
        .issuerName("广州市人民政府办公厅")
        .documentDate(LocalDate.of(2003, 9, 10))
        .content(DocumentContent.ofText("请遵照执行。"))
        .attachments(
            Arrays.stream(attachments)
                .map(file -> new DocumentAttachment("附件", file, Extensions.none()))
                .toList())
        .build();
  }
}
