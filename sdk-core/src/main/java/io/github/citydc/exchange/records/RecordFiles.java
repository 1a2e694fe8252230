package io.github.citydc.exchange.records;

import io.github.citydc.exchange.file.FileAccess;
import io.github.citydc.exchange.file.FilePermission;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The access to files by the records that name them: who may read such a record, its row and the
 * item in which the file stands, may fetch the file. Interface standard §4.8. Thread-safe.
 *
 * <pre>{@code
 * FileOffer.of(StoredFiles.received(index, store), RecordFiles.of(catalog, records, grants))
 * }</pre>
 */
public final class RecordFiles implements FileAccess {

  /** A file that more records name than these is shown to who may read one of the newest. */
  private static final int MOST_CHANGES = 1000;

  private final Catalog catalog;
  private final RecordLog log;
  private final Grants grants;

  private RecordFiles(Catalog catalog, RecordLog log, Grants grants) {
    this.catalog = catalog;
    this.log = log;
    this.grants = grants;
  }

  /**
   * The files of the records that a node offers by a policy.
   *
   * @param catalog the information resources
   * @param log the changes of their records
   * @param policy who may read which
   * @return the access
   */
  public static RecordFiles of(Catalog catalog, RecordLog log, ReadPolicy policy) {
    return of(catalog, log, policy.asGrants());
  }

  /**
   * The files of the records that a node offers by grants.
   *
   * @param catalog the information resources
   * @param log the changes of their records
   * @param grants who may read what
   * @return the access
   */
  public static RecordFiles of(Catalog catalog, RecordLog log, Grants grants) {
    return new RecordFiles(catalog, log, grants);
  }

  @Override
  public FilePermission authorize(NodeId reader, ContentHash file, ReadIntent intent, Instant at) {
    List<LoggedChange> naming = log.naming(file, MOST_CHANGES);
    if (naming.isEmpty()) {
      throw new RefusedException(
          ProblemCode.NOT_FOUND, "No record that this node offers names such a file");
    }
    Map<String, List<LoggedChange>> byResource =
        naming.stream()
            .collect(
                Collectors.groupingBy(
                    logged -> logged.change().resource(), LinkedHashMap::new, Collectors.toList()));
    RefusedException refusal =
        new RefusedException(
            ProblemCode.NOT_AUTHORIZED,
            "The records that name this file are outside of what this node may read");
    for (Map.Entry<String, List<LoggedChange>> of : byResource.entrySet()) {
      try {
        Optional<FilePermission> permission =
            catalog
                .find(of.getKey())
                .map(entry -> grants.decide(reader, entry, intent, at))
                .flatMap(scope -> permission(of.getValue(), scope, file, intent));
        if (permission.isPresent()) {
          return permission.get();
        }
      } catch (RefusedException e) {
        refusal = e;
      }
    }
    throw refusal;
  }

  private static Optional<FilePermission> permission(
      List<LoggedChange> changes, Permission scope, ContentHash file, ReadIntent intent) {
    return changes.stream()
        .flatMap(logged -> logged.within(scope.divisions()).stream())
        .map(LoggedChange::change)
        .filter(
            change ->
                change.payload().filter(payload -> names(scope.keep(payload), file)).isPresent())
        .findFirst()
        .map(
            change ->
                new FilePermission(
                    change.resource(),
                    change.type(),
                    scope.grant().map(SharingGrant::grantNumber),
                    scope.grant().map(SharingGrant::purpose).or(intent::purpose)));
  }

  private static boolean names(Content payload, ContentHash file) {
    return NamedFiles.in(payload).stream().anyMatch(named -> named.digest().equals(file.value()));
  }
}
