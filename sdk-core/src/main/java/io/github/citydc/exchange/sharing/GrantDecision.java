package io.github.citydc.exchange.sharing;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Decides by share type and stored grants. Immutable. */
final class GrantDecision implements Grants {

  private final GrantStore store;

  GrantDecision(GrantStore store) {
    this.store = store;
  }

  @Override
  public Permission decide(NodeId reader, CatalogEntry entry, ReadIntent intent, Instant at) {
    String shareType = entry.sharing().type();
    if (shareType.equals(ShareType.UNCONDITIONAL.code())) {
      return Permission.everything();
    }
    if (!shareType.equals(ShareType.CONDITIONAL.code())) {
      throw refused(
          "The resource is not shared (Decree 809, art. 14); reason and legal basis stand in its"
              + " catalog entry");
    }
    LocalDate today = LocalDate.ofInstant(at, ChinaTime.ZONE);
    return Permission.of(chosen(candidates(reader, entry, intent), intent, today), entry);
  }

  private List<StoredGrant> candidates(NodeId reader, CatalogEntry entry, ReadIntent intent) {
    List<StoredGrant> grants =
        intent
            .grant()
            .map(number -> named(number, reader, entry.resourceCode()))
            .orElseGet(() -> store.find(reader, entry.resourceCode()));
    if (grants.isEmpty()) {
      throw refused(
          intent.grant().isPresent()
              ? "The grant named does not let this node read this resource (Decree 809, art. 25)"
              : "The resource is shared by grant, and this node has none: apply to its provider"
                  + " (Decree 809, art. 20); the condition stands in its catalog entry");
    }
    return grants;
  }

  /** One that is named is read by its number, which costs a database less. */
  private List<StoredGrant> named(String number, NodeId reader, String resource) {
    return store
        .find(number)
        .filter(
            stored ->
                stored.grant().resource().equals(resource)
                    && stored.grant().readers().contains(reader.toString()))
        .stream()
        .toList();
  }

  private static SharingGrant chosen(List<StoredGrant> grants, ReadIntent intent, LocalDate today) {
    List<StoredGrant> inForce =
        grants.stream().filter(grant -> obstacle(grant, intent, today).isEmpty()).toList();
    if (inForce.size() > 1) {
      throw refused(
          "This node has several grants of this resource: name the one it reads under (Decree 809,"
              + " art. 25)");
    }
    if (inForce.isEmpty()) {
      throw refused(obstacle(grants.get(grants.size() - 1), intent, today).orElseThrow());
    }
    return inForce.get(0).grant();
  }

  /** Why a grant does not let its reader read now. */
  private static Optional<String> obstacle(StoredGrant stored, ReadIntent intent, LocalDate today) {
    SharingGrant grant = stored.grant();
    String number = "Grant " + grant.grantNumber();
    if (stored.state() == StoredGrant.State.ENDED) {
      return Optional.of(number + " has ended (Decree 809, art. 27)");
    }
    if (stored.state() == StoredGrant.State.SUSPENDED) {
      return Optional.of(number + " is suspended (Decree 809, art. 27)");
    }
    if (today.isBefore(grant.period().from())) {
      return Optional.of(number + " begins on " + grant.period().from() + " (Decree 809, art. 20)");
    }
    Optional<LocalDate> until = grant.period().until();
    if (until.filter(today::isAfter).isPresent()) {
      return Optional.of(number + " expired after " + until.get() + " (Decree 809, art. 20)");
    }
    if (intent.purpose().filter(purpose -> !purpose.equals(grant.purpose())).isPresent()) {
      return Optional.of(number + " is for another purpose (Decree 809, art. 25)");
    }
    return Optional.empty();
  }

  private static RefusedException refused(String detail) {
    return new RefusedException(ProblemCode.NOT_AUTHORIZED, detail);
  }
}
