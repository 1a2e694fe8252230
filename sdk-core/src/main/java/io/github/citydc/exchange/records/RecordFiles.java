package io.github.citydc.exchange.records;

import io.github.citydc.exchange.file.FileAccess;
import io.github.citydc.exchange.file.FilePermission;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The access to files by the records that name them: who may read such a record, its row and the
 * item in which the file stands, may fetch the file. Interface standard §4.8. Thread-safe.
 *
 * <pre>{@code
 * FileOffer.of(StoredFiles.received(index, store), RecordFiles.of(catalog, records, grants), uses)
 * }</pre>
 */
public final class RecordFiles implements FileAccess {

  private static final int PAGE = 100;

  /** A file that more records name is given to who may read one of the newest 10,000. */
  private static final int MOST_PAGES = 100;

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
    return new Search(reader, file, intent, at).result();
  }

  /** The search for a record that allows one reader one file. */
  private final class Search {

    private final NodeId reader;
    private final ContentHash file;
    private final ReadIntent intent;
    private final Instant at;
    private final Map<String, Optional<Permission>> scopes = new HashMap<>();
    private RefusedException refusal =
        new RefusedException(
            ProblemCode.NOT_AUTHORIZED,
            "The records that name this file are outside of what this node may read");

    Search(NodeId reader, ContentHash file, ReadIntent intent, Instant at) {
      this.reader = reader;
      this.file = file;
      this.intent = intent;
      this.at = at;
    }

    FilePermission result() {
      List<LoggedChange> page = log.naming(file, Long.MAX_VALUE, PAGE);
      if (page.isEmpty()) {
        throw new RefusedException(
            ProblemCode.NOT_FOUND, "No record that this node offers names such a file");
      }
      for (int pages = 0; !page.isEmpty() && pages < MOST_PAGES; pages++) {
        for (LoggedChange logged : page) {
          Optional<FilePermission> permission = permission(logged);
          if (permission.isPresent()) {
            return permission.get();
          }
        }
        page = log.naming(file, page.get(page.size() - 1).position(), PAGE);
      }
      throw refusal;
    }

    private Optional<FilePermission> permission(LoggedChange logged) {
      RecordChange change = logged.change();
      return scopes
          .computeIfAbsent(change.resource(), this::scope)
          .filter(scope -> isNamed(logged, scope))
          .map(
              scope ->
                  new FilePermission(
                      change.resource(),
                      change.type(),
                      scope.grant().map(SharingGrant::grantNumber),
                      scope.grant().map(SharingGrant::purpose).or(intent::purpose)));
    }

    /** What may be read of a resource, empty if nothing. */
    private Optional<Permission> scope(String resource) {
      try {
        return catalog.find(resource).map(entry -> grants.decide(reader, entry, intent, at));
      } catch (RefusedException e) {
        refusal = e;
        return Optional.empty();
      }
    }

    private boolean isNamed(LoggedChange logged, Permission scope) {
      return logged
          .within(scope.divisions())
          .flatMap(visible -> visible.change().payload())
          .map(scope::keep)
          .filter(
              kept ->
                  NamedFiles.in(kept).stream()
                      .anyMatch(named -> named.digest().equals(file.value())))
          .isPresent();
    }
  }
}
