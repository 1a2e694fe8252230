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
        "绝密",
        "机密",
        "秘密",
        "机密★1年",
        "秘密★长期",
        "绝密★30年",
        "机密★6个月",
        "机密★",
        "秘 密",
        "机　密★１年",
        "【机密】",
        "机密1年",
        "工作秘密",
        "秘密★启用前",
        "秘\u200b密",
        "機密",
        "祕 密★1年",
        "絕密",
        "非商业秘密，机密"
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
  @ValueSource(strings = {"公开", "内部", "非涉密", "商业秘密", "商 业 秘 密", "普通商密"})
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
        "机密☆十年",
        "000001 机密★1年 特急\n关于某事项的通知",
        "特急 秘密★启用前",
        "机密★2030年12月31日",
        "绝密★合同签订前\n正文",
        "密级：机密★10年",
        "机密*20年\n正文",
        "机　密\n关于某事项的通知",
        "000001\n【绝密】\n特急\n关于某事项的通知",
        "密级：秘密\n标题",
        "<p>机密★1年</p><p>正文</p>",
        "<div><b>机密</b>★1年</div>",
        "<p>秘密</p><p>正文</p>"
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
      strings = {
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "涉密公文应当标注密级和保密期限，如“机密★1年”。",
        "秘密",
        "一、机密★1年的标注方法",
        "一\n二\n三\n四\n五\n六\n密级分三级：\n机密\n秘密",
        "机密级事项由各单位保管\n正文",
        "<p>秘密分三级</p>"
      })
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
                    .attachmentNotes(List.of("统计表", "秘密★1年 名单"))
                    .notes("绝密★30年")
                    .publicationLevel("机密")
                    .build()))
        .containsExactly(
            "/authorityHeader secrecy.state-secret",
            "/title secrecy.state-secret",
            "/attachmentNotes/1 secrecy.state-secret",
            "/notes secrecy.state-secret",
            "/publicationLevel secrecy.state-secret");
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
