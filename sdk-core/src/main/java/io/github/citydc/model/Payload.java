package io.github.citydc.model;

/**
 * The content of a message: an immutable record, annotated with {@link PayloadName}. Vendors add
 * types of their own by implementing this interface. The standard types are listed in {@code
 * model.standard.PayloadTypes}.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface Payload {

  /**
   * Where this record belongs to: every member that names a place counts, unless the type has a
   * reason against it ({@link NoJurisdiction}). By default a node may write only records all of
   * whose divisions are its own or below it.
   *
   * @return the divisions and organs, {@link Jurisdiction#none()} if every node may write the
   *     record
   */
  default Jurisdiction jurisdiction() {
    return Jurisdiction.none();
  }
}
