package io.github.citydc.exchange.file;

import io.github.citydc.exchange.MessageFiles;
import io.github.citydc.exchange.ReceivedFiles;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Requires that the files a message names are there before it is handled. Thread-safe. */
final class FileCheck implements MessageFiles {

  private final ContentKeeper content;
  private final AlgorithmProfile profile;
  private final Clock clock;
  private final FileReferences references = new FileReferences();

  FileCheck(ContentKeeper content, AlgorithmProfile profile, Clock clock) {
    this.content = content;
    this.profile = profile;
    this.clock = clock;
  }

  @Override
  public ReceivedFiles require(Connection connection, NodeId sender, Payload payload) {
    Set<ContentHash> missing = new LinkedHashSet<>();
    for (PartReference reference : references.of(payload)) {
      ContentKey file = ContentKey.file(sender, digest(reference));
      Optional<StoredContent> arrived = content.refer(connection, file, clock.instant());
      if (arrived.isEmpty()) {
        missing.add(file.digest());
      } else if (arrived.get().size() != reference.size()) {
        throw new RefusedException(
            ProblemCode.DIGEST_MISMATCH, "A file has another size than the message says");
      }
    }
    if (!missing.isEmpty()) {
      throw new MissingPartsException("file(s)", List.copyOf(missing));
    }
    return new VerifiedFiles(content, sender);
  }

  private ContentHash digest(PartReference reference) {
    return profile.require(ContentHash.parse(reference.digest()));
  }
}
