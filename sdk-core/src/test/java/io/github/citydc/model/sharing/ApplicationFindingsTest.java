package io.github.citydc.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.Transition.Refusal;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationFindingsTest {

  private final SharingApplication application =
      example("sharing.application/1", SharingApplication.class);
  private final CatalogEntry entry = example("catalog.entry/1", CatalogEntry.class);

  @Test
  void an_application_that_goes_by_the_catalog_has_none() {
    assertThat(ApplicationFindings.of(application, entry)).isEmpty();
  }

  @Test
  void what_the_entry_does_not_offer_is_named_with_its_article() {
    SharingApplication other =
        SharingApplicationBuilder.builder(application)
            .resource("101001001/00099")
            .items(List.of("姓名", "婚姻状况"))
            .mode("file-download")
            .build();

    assertThat(ApplicationFindings.of(other, entry))
        .containsExactly(
            new Refusal(
                "The entry is of another resource (Decree 809, art. 20)",
                "目录条目属于其他资源（国务院令第809号第二十条）"),
            new Refusal(
                "The entry has no data item 婚姻状况 (Decree 809, art. 20)",
                "目录条目没有信息项“婚姻状况”（国务院令第809号第二十条）"),
            new Refusal(
                "The mode of sharing of the entry is service-interface (Decree 809, art. 20)",
                "目录条目的共享方式为 service-interface（国务院令第809号第二十条）"));
  }

  @Test
  void nobody_applies_for_what_is_not_shared() {
    CatalogEntry closed =
        CatalogEntryBuilder.builder(entry)
            .sharing(SharingBuilder.builder(entry.sharing()).type("3").build())
            .build();

    assertThat(ApplicationFindings.of(application, closed))
        .extracting(Refusal::message)
        .containsExactly(
            "The resource is not shared; its entry has the reason (Decree 809, art. 14)");
  }

  private static <P> P example(String type, Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.parse(type)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}
