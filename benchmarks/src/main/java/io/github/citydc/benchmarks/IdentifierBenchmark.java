package io.github.citydc.benchmarks;

import cn.hutool.core.util.CreditCodeUtil;
import cn.hutool.core.util.IdcardUtil;
import io.github.citydc.code.CitizenId;
import io.github.citydc.code.CreditCode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Valid identifiers, checked by the SDK and by hutool. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 1)
public class IdentifierBenchmark {

  private static final int MANY = 1024;

  private final String[] citizenIds = Samples.citizenIds(MANY);
  private final String[] creditCodes = Samples.creditCodes(MANY);

  /** GB 11643 with calendar, division and check character. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int citizenIdOfSdk() {
    int valid = 0;
    for (String id : citizenIds) {
      valid += CitizenId.check(id).isValid() ? 1 : 0;
    }
    return valid;
  }

  /** The same numbers. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int citizenIdOfHutool() {
    int valid = 0;
    for (String id : citizenIds) {
      valid += IdcardUtil.isValidCard(id) ? 1 : 0;
    }
    return valid;
  }

  /** GB 32100 with department, category, division, organization part and check character. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int creditCodeOfSdk() {
    int valid = 0;
    for (String code : creditCodes) {
      valid += CreditCode.check(code).isValid() ? 1 : 0;
    }
    return valid;
  }

  /** The same codes. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int creditCodeOfHutool() {
    int valid = 0;
    for (String code : creditCodes) {
      valid += CreditCodeUtil.isCreditCode(code) ? 1 : 0;
    }
    return valid;
  }
}
