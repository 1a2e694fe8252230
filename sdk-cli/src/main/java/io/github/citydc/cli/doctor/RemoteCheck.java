package io.github.citydc.cli.doctor;

import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.naming.node.DirectoryException;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.signing.node.NodeAtUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Looks at another node: whether it answers, is trusted, and agrees on the time. */
public final class RemoteCheck {

  /** Signatures are refused beyond five minutes; a clock that is off by this much drifts there. */
  private static final Duration TOLERATED = Duration.ofSeconds(30);

  private final NodeAtUrl other;
  private final Clock clock;

  /**
   * Looks at a node.
   *
   * @param other the node
   * @param clock the clock of this machine
   */
  public RemoteCheck(NodeAtUrl other, Clock clock) {
    this.other = other;
    this.clock = clock;
  }

  /**
   * Looks.
   *
   * @param checkup takes what is found
   * @param trusts whether a root was given that the node's certificates can be checked against
   */
  public void run(Checkup checkup, boolean trusts) {
    Instant asked = clock.instant();
    try {
      NodeDescription said = other.description();
      Instant answered = clock.instant();
      checkup.well(
          "reachable",
          checkup.in(
              "%s answers at %s in %d ms and takes %d payload types",
              "%s 在 %s 应答，用时%d毫秒，接收%d种业务数据",
              said.node(),
              other.baseUrl(),
              Duration.between(asked, answered).toMillis(),
              said.types().size()));
      clockSkew(
          checkup,
          said.time().toInstant(),
          asked.plus(Duration.between(asked, answered).dividedBy(2)));
    } catch (DirectoryException e) {
      checkup.finding("reachable", Reasons.of(e));
      return;
    }
    if (trusts) {
      trusted(checkup);
    }
  }

  private static void clockSkew(Checkup checkup, Instant theirs, Instant ours) {
    Duration skew = Duration.between(ours, theirs);
    checkup.tell(
        "clock",
        skew.abs().compareTo(TOLERATED) <= 0,
        skew.isNegative()
            ? checkup.in(
                "The node's clock is %d s behind this one; beyond 300 s signatures are refused",
                "该节点的时钟比本机慢%d秒；超过300秒将拒绝签名", skew.abs().toSeconds())
            : checkup.in(
                "The node's clock is %d s ahead of this one; beyond 300 s signatures are refused",
                "该节点的时钟比本机快%d秒；超过300秒将拒绝签名", skew.abs().toSeconds()));
  }

  private void trusted(Checkup checkup) {
    try {
      checkup.well(
          "trusted",
          checkup.in("%s is certified by root.pem", "%s 由 root.pem 认证", other.entry().node()));
    } catch (DirectoryException e) {
      checkup.finding("trusted", Reasons.of(e));
    }
  }
}
