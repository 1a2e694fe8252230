package io.github.citydc.exchange.internal.file;

import io.github.citydc.exchange.Problem;
import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.ProblemException;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.file.FileManifest;
import io.github.citydc.exchange.internal.Call;
import io.github.citydc.exchange.internal.NodeCaller;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.naming.NodeId;
import java.util.List;
import java.util.Set;

/** What a client asks about files: interface standard §4. */
final class FileCalls {

  private static final int CONFLICT = 409;

  private final NodeCaller caller;

  FileCalls(NodeCaller caller) {
    this.caller = caller;
  }

  /** {@code PUT /parts/{digest}}. */
  void putPart(NodeId receiver, PartDigest digest, HttpBody content) {
    caller.call(
        receiver,
        Call.bringing("PUT", "/parts/" + digest, FileEndpoint.PART_TYPE, content),
        answer -> answer);
  }

  /**
   * {@code PUT /files/{digest}}.
   *
   * @return the parts that have not arrived; none if the file is there
   */
  List<PartDigest> putFile(NodeId receiver, FileManifest manifest) {
    HttpBody body = HttpBody.of(FileManifestJson.write(manifest));
    return caller.call(
        receiver,
        Call.bringing("PUT", "/files/" + manifest.digest(), "application/json", body),
        Set.of(CONFLICT),
        answer -> missing(answer.response()));
  }

  private static List<PartDigest> missing(HttpResponse response) {
    if (response.status() != CONFLICT) {
      return List.of();
    }
    Problem problem = Problem.fromJson(CONFLICT, response.body().toByteArray());
    if (!problem.code().equals(ProblemCode.PARTS_MISSING.wireName())
        || problem.missing().isEmpty()) {
      throw new ProblemException(problem);
    }
    return problem.missing();
  }
}
