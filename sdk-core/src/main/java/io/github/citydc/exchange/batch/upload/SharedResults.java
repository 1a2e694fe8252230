package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells which record of which share stands where in a batch, and puts the results together. */
final class SharedResults {

  private final BatchManifest manifest;
  private final List<SentShare> shares;
  private final int listed;
  private final TreeMap<Integer, SentShare> byFirstPart = new TreeMap<>();

  private SharedResults(BatchManifest manifest, List<SentShare> shares, int listed) {
    this.manifest = manifest;
    this.shares = shares;
    this.listed = listed;
    int part = 0;
    for (SentShare share : shares) {
      if (!share.parts().isEmpty()) {
        byFirstPart.put(part, share);
        part += share.parts().size();
      }
    }
  }

  static SharedResults of(BatchManifest manifest, List<SentShare> shares, int listed) {
    return new SharedResults(manifest, shares, listed);
  }

  SharedReport report(BatchStatus status, List<RejectedRecord> rejectedThere) {
    List<ShareRejection> rejections = new ArrayList<>();
    for (SentShare share : shares) {
      share.leftOut().forEach(left -> rejections.add(new ShareRejection(share.number(), left)));
    }
    rejectedThere.forEach(rejected -> rejections.add(rejection(rejected)));
    long leftOut = shares.stream().mapToLong(SentShare::leftOutCount).sum();
    return new SharedReport(
        manifest.batchId(),
        shares.isEmpty() ? manifest.records() : shares.stream().mapToLong(SentShare::records).sum(),
        status.accepted(),
        leftOut + status.rejected(),
        rejections.stream()
            .sorted(
                Comparator.comparingInt(ShareRejection::share)
                    .thenComparingLong(rejection -> rejection.rejection().record()))
            .limit(listed)
            .toList());
  }

  private ShareRejection rejection(RejectedRecord rejected) {
    Map.Entry<Integer, SentShare> share = byFirstPart.floorEntry(rejected.part());
    if (share == null) {
      return new ShareRejection(
          rejected.part(),
          new Rejection(
              rejected.line(),
              rejected.code(),
              rejected.detail(),
              rejected.violations(),
              rejected.moreViolations()));
    }
    return new ShareRejection(
        share.getValue().number(),
        share.getValue().rejection(rejected.part() - share.getKey(), rejected));
  }
}
