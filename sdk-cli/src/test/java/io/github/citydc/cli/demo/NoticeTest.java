package io.github.citydc.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.disclosure.DisclosureItem;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.validation.PayloadValidator;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class NoticeTest {

  private static final LocalDate DAY = LocalDate.of(2003, 9, 10);

  private final PayloadValidator validator = PayloadValidator.standard();

  @Test
  void the_notice_is_an_official_document_in_full() throws IOException {
    OfficialDocument notice = Notice.read();

    assertThat(validator.validate(notice).violations()).isEmpty();
    assertThat(notice.kind()).isEqualTo("通知");
    assertThat(notice.documentNumber()).contains("穗府办〔2003〕50号");
    assertThat(notice.authorityHeader()).isEqualTo("广州市人民政府办公厅文件");
    assertThat(notice.issuerName()).isEqualTo("广州市人民政府办公厅");
    assertThat(notice.title()).isEqualTo("广州市人民政府办公厅转发市信息办关于区县级市信息化工作指导意见的通知");
    assertThat(notice.mainRecipients()).containsExactly("各区、县级市人民政府", "市府直属各单位");
    assertThat(notice.documentDate()).isEqualTo(DAY);
    assertThat(notice.content().text())
        .contains("现将市信息办", "二00三年九月十日", "(二)建立公共数据中心", "(一)推广社区管理软件和社区信息化综合应用平台")
        .endsWith("各区、县级市信");
  }

  @Test
  void its_entry_in_the_catalog_of_disclosed_information_says_the_same() throws IOException {
    OfficialDocument notice = Notice.read();
    DisclosureItem item = Notice.disclosure();

    assertThat(validator.validate(item).violations()).isEmpty();
    assertThat(item.documentNumber()).isPresent().isEqualTo(notice.documentNumber());
    assertThat(item.documentId()).contains(notice.documentId());
    assertThat(item.title()).isEqualTo(notice.title());
    assertThat(item.documentDate()).isEqualTo(DAY);
    assertThat(item.publishedOn()).isEqualTo(DAY);
    assertThat(item.validity()).isEqualTo("valid");
  }
}
