package io.github.citydc.s3;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.message.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A content store in a bucket of S3-compatible storage, which several hubs share. Thread-safe, also
 * across processes.
 *
 * <pre>{@code
 * S3Client client = S3Client.builder()
 *     .endpointOverride(URI.create("https://storage.gz.gov.cn"))
 *     .region(Region.of("cn-south-1"))
 *     .credentialsProvider(credentials)
 *     .httpClientBuilder(UrlConnectionHttpClient.builder())
 *     .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
 *     .build();
 * ContentStore content = S3ContentStore.builder(client, "city-hub").prefix("content/").build();
 * }</pre>
 *
 * <p><b>Guarantees.</b> An object with the name of a digest has that content: the digest is
 * computed while it is sent, and the object appears as a whole or not at all. It is written twice
 * with the same bytes if it is sent twice. Of a large object 8 MiB are in memory. Trouble of the
 * storage is a {@link StorageException}, never damaged content. The bucket must exist; it is marked
 * by an object {@code cdx-content.id}, as a folder is. Damaged content is moved to {@code
 * damaged/}, up to 5 GiB an object. Uploads that a crash has left behind are removed with what else
 * nobody knows.
 *
 * <p>The names of objects are those of the files of a folder store, so that a folder can be copied
 * into a bucket, with its mark. The client is the application's, which closes it and sets its times
 * and retries. The storage must take {@code PutObject} with {@code If-None-Match}.
 */
public final class S3ContentStore implements ContentStore {

  private static final long MARK_NANOS = 10_000_000_000L;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int CONFLICT = 409;

  /** Range not satisfiable: the position is the end. */
  private static final int NOTHING_BEHIND = 416;

  private final S3Client client;
  private final String bucket;
  private final ObjectNames names;
  private volatile Optional<SeenMark> seen = Optional.empty();

  private record SeenMark(String mark, long at) {}

  private S3ContentStore(Builder builder) {
    this.client = builder.client;
    this.bucket = builder.bucket;
    this.names = new ObjectNames(builder.prefix);
  }

  /**
   * Returns a new builder.
   *
   * @param client used, and not closed
   * @param bucket that exists
   * @return a builder without a prefix
   */
  public static Builder builder(S3Client client, String bucket) {
    return new Builder(client, bucket);
  }

  /** {@inheritDoc} A mark that was found is not looked for again for ten seconds. */
  @Override
  public Optional<String> mark() {
    Optional<SeenMark> last = seen.filter(mark -> System.nanoTime() - mark.at() < MARK_NANOS);
    if (last.isPresent()) {
      return last.map(SeenMark::mark);
    }
    Optional<String> mark = readMark();
    seen = mark.map(text -> new SeenMark(text, System.nanoTime()));
    return mark;
  }

  private Optional<String> readMark() {
    try {
      String text =
          client
              .getObjectAsBytes(request -> request.bucket(bucket).key(names.mark()))
              .asUtf8String();
      return Optional.of(text.strip()).filter(mark -> !mark.isEmpty());
    } catch (SdkException e) {
      if (isNotFound(e)) {
        return Optional.empty();
      }
      throw new StorageException("The mark of the store of content could not be read", e);
    }
  }

  /** {@inheritDoc} Of several that do so at once all get the same mark. */
  @Override
  public String establish() {
    return readMark().orElseGet(this::makeMark);
  }

  private String makeMark() {
    String mark = "cdx-content/1 " + UUID.randomUUID() + "\n";
    try {
      client.putObject(
          request -> request.bucket(bucket).key(names.mark()).ifNoneMatch("*"),
          RequestBody.fromString(mark));
    } catch (SdkException e) {
      if (!isThereAlready(e)) {
        throw new StorageException("The store of content could not be set up", e);
      }
    }
    return mark()
        .orElseThrow(
            () ->
                new StorageException(
                    "The store of content could not be set up",
                    new IOException("The bucket " + bucket + " does not keep what is put there")));
  }

  @Override
  public void put(ContentKey key, InputStream content) {
    if (mark().isEmpty()) {
      throw new StorageException(
          "The " + noun(key) + " could not be stored",
          new IOException("The bucket " + bucket + " has no mark of a store of content"));
    }
    try {
      new ObjectUpload(client, bucket, names.of(key), key.digest()).send(content);
    } catch (IOException | SdkException e) {
      throw new StorageException("The " + noun(key) + " could not be stored", e);
    }
  }

  @Override
  public OptionalLong size(ContentKey key) {
    try {
      return OptionalLong.of(
          client.headObject(request -> request.bucket(bucket).key(names.of(key))).contentLength());
    } catch (SdkException e) {
      if (isNotFound(e)) {
        return OptionalLong.empty();
      }
      throw new StorageException("The " + noun(key) + " could not be looked at", e);
    }
  }

  @Override
  public InputStream open(ContentKey key) {
    return open(key, request -> {});
  }

  /** {@inheritDoc} Only what is behind the position is sent. */
  @Override
  public InputStream open(ContentKey key, long position) {
    try {
      return position == 0
          ? open(key)
          : open(key, request -> request.range("bytes=" + position + "-"));
    } catch (StorageException e) {
      if (e.getCause() instanceof S3Exception answer && answer.statusCode() == NOTHING_BEHIND) {
        return InputStream.nullInputStream();
      }
      throw e;
    }
  }

  private InputStream open(ContentKey key, Consumer<GetObjectRequest.Builder> which) {
    return storing(
        "The " + noun(key) + " could not be read",
        () ->
            new WholeObject(
                client.getObject(
                    request -> which.accept(request.bucket(bucket).key(names.of(key))))));
  }

  @Override
  public void remove(ContentKey key) {
    remove(names.of(key));
  }

  private void remove(String name) {
    storing(
        "Content could not be removed",
        () -> client.deleteObject(request -> request.bucket(bucket).key(name)));
  }

  @Override
  public void setAside(ContentKey key) {
    try {
      client.copyObject(
          request ->
              request
                  .sourceBucket(bucket)
                  .sourceKey(names.of(key))
                  .destinationBucket(bucket)
                  .destinationKey(names.aside(key)));
      client.deleteObject(request -> request.bucket(bucket).key(names.of(key)));
    } catch (SdkException e) {
      // Another reader may have moved it already.
      if (!isNotFound(e)) {
        throw new StorageException("A damaged " + noun(key) + " could not be set aside", e);
      }
    }
  }

  @Override
  public List<ContentKey> setAside() {
    return storing(
        "The damaged content could not be listed",
        () ->
            objects(names.aside()).stream()
                .flatMap(object -> names.contentAside(object.key()).stream())
                .toList());
  }

  private Iterable<S3Object> contents(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents();
  }

  private List<S3Object> objects(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .toList();
  }

  /** Writes an object. */
  @Override
  public void requireUsable() {
    storing(
        "The store of content cannot be written to",
        () ->
            client.putObject(
                request -> request.bucket(bucket).key(names.health()), RequestBody.empty()));
  }

  /** {@inheritDoc} Uploads that were not completed, too. What is not ours stays. */
  @Override
  public void sweep(ContentKey.Kind kind, Instant before, Predicate<ContentKey> known) {
    storing(
        "The content of a kind could not be listed",
        () -> {
          for (S3Object object : contents(names.of(kind))) {
            if (object.lastModified().isBefore(before)
                && names.content(object.key()).filter(known.negate()).isPresent()) {
              remove(object.key());
            }
          }
          client
              .listMultipartUploadsPaginator(
                  request -> request.bucket(bucket).prefix(names.of(kind)))
              .uploads()
              .stream()
              .filter(upload -> upload.initiated().isBefore(before))
              .filter(upload -> names.content(upload.key()).isPresent())
              .forEach(this::abort);
          return kind;
        });
  }

  private void abort(MultipartUpload upload) {
    client.abortMultipartUpload(
        request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId()));
  }

  private static <T> T storing(String failure, Supplier<T> work) {
    try {
      return work.get();
    } catch (SdkException e) {
      throw new StorageException(failure, e);
    }
  }

  private static boolean isNotFound(SdkException e) {
    return e instanceof S3Exception answer && answer.statusCode() == NOT_FOUND;
  }

  private static boolean isThereAlready(SdkException e) {
    return e instanceof S3Exception answer
        && (answer.statusCode() == PRECONDITION_FAILED || answer.statusCode() == CONFLICT);
  }

  private static String noun(ContentKey key) {
    return key.kind() == ContentKey.Kind.FILE ? "file" : "part";
  }

  /** A builder of {@link S3ContentStore}. Not thread-safe. */
  public static final class Builder {

    private final S3Client client;
    private final String bucket;
    private String prefix = "";

    private Builder(S3Client client, String bucket) {
      this.client = client;
      this.bucket = bucket;
    }

    /**
     * Sets what the names of all objects begin with, so that several nodes can share a bucket. By
     * default nothing.
     *
     * @param beginning for example {@code "content/"}
     * @return this builder
     * @throws IllegalArgumentException if it does not end with a slash, or begins with one
     */
    public Builder prefix(String beginning) {
      if (!beginning.isEmpty() && !beginning.matches("[^/].*/")) {
        throw new IllegalArgumentException("A prefix ends with a slash, and begins without one");
      }
      this.prefix = beginning;
      return this;
    }

    /**
     * Makes the store. Nothing is created yet: a receiver sets the store up when its index knows of
     * none, and never again.
     *
     * @return the store
     */
    public S3ContentStore build() {
      return new S3ContentStore(this);
    }
  }
}
