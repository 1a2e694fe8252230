package io.github.citydc.exchange.sharing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.DataItem;
import io.github.citydc.model.sharing.SharingGrant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node may read of a resource at one moment: which rows, by their divisions, and which items
 * of them. Immutable and thread-safe; not to be kept for the next answer.
 *
 * <p>Security guarantees: what a permission does not name is left out. An item of the grant that
 * the catalog entry no longer has gives nothing. A row without a division, or with one outside, is
 * outside a permission that names divisions. Members unknown to this version are left out like all
 * others that are not named.
 */
public final class Permission {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final Permission EVERYTHING =
      new Permission(Optional.empty(), Set.of(), Optional.empty());

  private final Optional<SharingGrant> grant;
  private final Set<DivisionCode> divisions;
  private final Optional<MemberTree> members;

  private Permission(
      Optional<SharingGrant> grant, Set<DivisionCode> divisions, Optional<MemberTree> members) {
    this.grant = grant;
    this.divisions = Set.copyOf(divisions);
    this.members = members;
  }

  /**
   * All items of all rows.
   *
   * @return the permission of what is shared unconditionally
   */
  public static Permission everything() {
    return EVERYTHING;
  }

  /**
   * What a grant names.
   *
   * @param grant the grant
   * @param entry the resource, whose data items say which members of the payload they are
   * @return the permission
   */
  public static Permission of(SharingGrant grant, CatalogEntry entry) {
    Set<String> paths =
        entry.dataItems().stream()
            .filter(item -> grant.items().contains(item.name()))
            .map(Permission::path)
            .collect(Collectors.toUnmodifiableSet());
    Set<DivisionCode> divisions =
        grant.divisions().stream().map(DivisionCode::parse).collect(Collectors.toSet());
    return new Permission(Optional.of(grant), divisions, Optional.of(MemberTree.of(paths)));
  }

  private static String path(DataItem item) {
    return item.member().orElse(item.name());
  }

  /**
   * The grant it rests on.
   *
   * @return the grant, empty if the resource is shared unconditionally
   */
  public Optional<SharingGrant> grant() {
    return grant;
  }

  /**
   * The divisions whose rows may be read, with all below them.
   *
   * @return the divisions, empty for all rows
   */
  public Set<DivisionCode> divisions() {
    return divisions;
  }

  /**
   * Returns whether a row may be read.
   *
   * @param jurisdiction where the record belongs to
   * @return true if one of the divisions covers all divisions of the record
   */
  public boolean covers(Jurisdiction jurisdiction) {
    return divisions.isEmpty()
        || jurisdiction
            .division()
            .filter(place -> divisions.stream().anyMatch(division -> division.covers(place)))
            .isPresent();
  }

  /**
   * Makes sure that a row may be read.
   *
   * @param jurisdiction where the record belongs to
   * @throws RefusedException with {@link ProblemCode#NOT_AUTHORIZED} if not, naming the grant
   */
  public void require(Jurisdiction jurisdiction) {
    if (!covers(jurisdiction)) {
      throw new RefusedException(
          ProblemCode.NOT_AUTHORIZED,
          "The record is outside the divisions of grant "
              + grant.map(SharingGrant::grantNumber).orElse("")
              + " (Decree 809, art. 25)");
    }
  }

  /**
   * Leaves out what may not be read of a record.
   *
   * @param payload the record; not changed
   * @return the granted members, in the order of the record
   */
  public ObjectNode keep(ObjectNode payload) {
    return members.map(tree -> tree.keep(payload)).orElse(payload);
  }

  /**
   * Leaves out what may not be read of a record in JSON.
   *
   * @param payload the record, an object
   * @return the same bytes if all of it may be read, otherwise one line of JSON
   */
  public Content keep(Content payload) {
    return members
        .map(tree -> Content.of(JSON.write(tree.keep(JSON.readObject(payload.toByteArray())))))
        .orElse(payload);
  }

  /**
   * Without the purpose and the readers of the grant.
   *
   * @return grant and divisions
   */
  @Override
  public String toString() {
    return "Permission["
        + grant.map(SharingGrant::grantNumber).orElse("everything")
        + " "
        + divisions
        + "]";
  }
}
