package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentContent;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State secrets are not exchanged: nothing here may protect them. */
class SecrecyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "绝密", "机密", "秘密", "机密★1年", "秘密★长期", "绝密★30年", "机密★6个月", "机密★", "秘 密", "机　密★１年", "【机密】",
        "机密1年", "工作秘密", "秘密★启用前"
      })
  void a_document_with_a_mark_is_refused_however_lenient_the_validator(String mark) {
    Violation violation =
        PayloadValidator.builder()
            .strictness(Strictness.LENIENT)
            .build()
            .validate(OfficialDocumentBuilder.builder(document()).classification(mark).build())
            .errors()
            .get(0);

    assertThat(violation.pointer()).isEqualTo("/classification");
    assertThat(violation.code()).isEqualTo("secrecy.state-secret");
    assertThat(violation.severity()).isEqualTo(Severity.ERROR);
    assertThat(violation.standard()).contains("密码法", "7, 8", "809", "art. 3");
    assertThat(violation.message()).contains("state secret");
    assertThat(violation.messageZh()).contains("国家秘密");
  }

  @ParameterizedTest
  @ValueSource(strings = {"公开", "内部", "非涉密"})
  void other_words_are_none(String text) {
    assertThat(found(OfficialDocumentBuilder.builder(document()).classification(text).build()))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000001\n机密★1年\n特急\n关于某事项的通知",
        "秘密★长期",
        "正文\r\n  绝密 ★ 30年  \r\n",
        "【秘密★启用前】",
        "机密☆十年"
      })
  void a_mark_at_the_head_of_the_text_counts(String text) {
    assertThat(
            found(
                OfficialDocumentBuilder.builder(document())
                    .content(DocumentContent.ofText(text))
                    .build()))
        .containsExactly("/content/text secrecy.state-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"国家秘密的密级分为绝密、机密、秘密三级。", "涉密公文应当标注密级和保密期限，如“机密★1年”。", "秘密", "一、机密★1年的标注方法"})
  void a_text_may_speak_of_secrets(String text) {
    assertThat(
            found(
                OfficialDocumentBuilder.builder(document())
                    .content(DocumentContent.ofText(text))
                    .title("关于加强国家秘密管理的通知")
                    .build()))
        .isEmpty();
  }

  @Test
  void the_mark_is_looked_for_wherever_a_document_shows_text() {
    assertThat(
            found(
                OfficialDocumentBuilder.builder(document())
                    .authorityHeader("机密★1年\n广州市人民政府文件")
                    .title("秘密★长期")
                    .notes("绝密★30年")
                    .build()))
        .containsExactly(
            "/authorityHeader secrecy.state-secret",
            "/title secrecy.state-secret",
            "/notes secrecy.state-secret");
  }

  private static List<String> found(OfficialDocument document) {
    return PayloadValidator.standard().validate(document).errors().stream()
        .map(violation -> violation.pointer() + " " + violation.code())
        .toList();
  }

  private static OfficialDocument document() {
    String json =
        InterfaceStandard.example(PayloadType.parse("document.official-document/1")).orElseThrow();
    return PayloadJson.standard()
        .read(json.getBytes(StandardCharsets.UTF_8), OfficialDocument.class);
  }
}
