package io.github.citydc.model.sharing;

import io.github.citydc.code.ShareType;
import io.github.citydc.model.Transition.Refusal;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.DataItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an application for sharing and the published catalog entry disagree on: an application goes
 * by the catalog (Decree 809, art. 20).
 */
public final class ApplicationFindings {

  private ApplicationFindings() {}

  /**
   * Compares an application with the entry of the resource it asks for.
   *
   * @param application the application, valid
   * @param entry the entry, as its provider publishes it
   * @return what is wrong, each with its article; empty if the application can be sent
   */
  public static List<Refusal> of(SharingApplication application, CatalogEntry entry) {
    List<Refusal> findings = new ArrayList<>();
    if (entry.sharing().type().equals(ShareType.NONE.code())) {
      findings.add(
          finding(14, "The resource is not shared; its entry has the reason", "该资源不予共享，理由见其目录条目"));
    }
    if (!entry.resourceCode().equals(application.resource())) {
      findings.add(finding(20, "The entry is of another resource", "目录条目属于其他资源"));
    }
    Set<String> known =
        entry.dataItems().stream().map(DataItem::name).collect(Collectors.toUnmodifiableSet());
    application.items().stream()
        .filter(item -> !known.contains(item))
        .forEach(
            item ->
                findings.add(
                    finding(20, "The entry has no data item " + item, "目录条目没有信息项“" + item + "”")));
    entry
        .sharing()
        .mode()
        .filter(mode -> !mode.equals(application.mode()))
        .ifPresent(
            mode ->
                findings.add(
                    finding(
                        20, "The mode of sharing of the entry is " + mode, "目录条目的共享方式为 " + mode)));
    return List.copyOf(findings);
  }

  private static Refusal finding(int article, String en, String zh) {
    return new Refusal(en + " (" + Decree.en(article) + ")", zh + "（" + Decree.zh(article) + "）");
  }
}
