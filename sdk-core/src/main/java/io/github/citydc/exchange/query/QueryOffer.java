package io.github.citydc.exchange.query;

import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.usage.UseLog;
import io.github.citydc.model.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The answering side of queries: an endpoint that looks one record up in a register, by its key,
 * for a node that may read the resource. Interface standard §4.13. Immutable.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(
 *         QueryOffer.builder(catalog, grants, JdbcUseLog.on(database))
 *             .answering("306001/000001", Person.class, register::find, QueryKey.id(), QueryKey.of("idNumber"))
 *             .build())
 * }</pre>
 *
 * <p>Every answer leaves a record of use before it is given, also one that found nothing: that a
 * register has no such record is a fact of it, too.
 */
public final class QueryOffer implements EndpointFactory {

  private final Catalog catalog;
  private final Grants grants;
  private final UseLog uses;
  private final Map<String, Answering<?>> resources;
  private final Optional<PayloadEncryption> encryption;

  private QueryOffer(Builder builder) {
    this.catalog = builder.catalog;
    this.grants = builder.grants;
    this.uses = builder.uses;
    this.resources = Map.copyOf(builder.resources);
    this.encryption = builder.encryption;
  }

  /**
   * Returns a new builder.
   *
   * @param catalog the information resources
   * @param grants decide who may ask for what
   * @param uses records every answer
   * @return a builder that answers for no resource yet
   */
  public static Builder builder(Catalog catalog, Grants grants, UseLog uses) {
    return new Builder(catalog, grants, uses);
  }

  @Override
  public Endpoint create(ReceiverParts receiver) {
    return new QueryEndpoint(this, receiver);
  }

  Catalog catalog() {
    return catalog;
  }

  Grants grants() {
    return grants;
  }

  UseLog uses() {
    return uses;
  }

  Optional<Answering<?>> answering(String resource) {
    return Optional.ofNullable(resources.get(resource));
  }

  Optional<PayloadEncryption> encryption() {
    return encryption;
  }

  /** Who answers for a resource, and by which keys. */
  record Answering<P extends Payload>(
      Class<P> payload, QueryHandler<P> handler, List<QueryKey> keys) {}

  /** A builder of {@link QueryOffer}. Not thread-safe. */
  public static final class Builder {

    private final Catalog catalog;
    private final Grants grants;
    private final UseLog uses;
    private final Map<String, Answering<?>> resources = new LinkedHashMap<>();
    private Optional<PayloadEncryption> encryption = Optional.empty();

    private Builder(Catalog catalog, Grants grants, UseLog uses) {
      this.catalog = catalog;
      this.grants = grants;
      this.uses = uses;
    }

    /**
     * Answers queries for the records of a resource.
     *
     * @param resource code of the information resource, which the catalog has
     * @param payload the class of its records
     * @param handler looks them up
     * @param keys by which they may be asked for, at least one
     * @param <P> the class of its records
     * @return this builder
     * @throws IllegalArgumentException if the resource is no code, or there is no key
     * @throws IllegalStateException if somebody answers for the resource already
     */
    public <P extends Payload> Builder answering(
        String resource, Class<P> payload, QueryHandler<P> handler, QueryKey... keys) {
      String code = ResourceCode.parse(resource).toString();
      if (keys.length == 0) {
        throw new IllegalArgumentException("A resource is asked for by one key at least");
      }
      if (resources.putIfAbsent(code, new Answering<>(payload, handler, List.of(keys))) != null) {
        throw new IllegalStateException("The resource " + code + " has a handler already");
      }
      return this;
    }

    /**
     * Encrypts answers for their readers where the grant says so, where the key was encrypted, and
     * where the receiver takes the type only encrypted. Without it such queries are refused with
     * {@code encryption-required}.
     *
     * @param encryption has the certificates of the readers
     * @return this builder
     */
    public Builder sealing(PayloadEncryption encryption) {
      this.encryption = Optional.of(encryption);
      return this;
    }

    /**
     * Makes the offer.
     *
     * @return the endpoint
     */
    public QueryOffer build() {
      return new QueryOffer(this);
    }
  }
}
