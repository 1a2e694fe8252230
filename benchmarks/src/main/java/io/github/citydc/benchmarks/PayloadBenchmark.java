package io.github.citydc.benchmarks;

import io.github.citydc.model.population.Person;
import io.github.citydc.validation.PayloadValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
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

/** Valid persons, validated by the SDK's plans and by Hibernate Validator on the same records. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 5, time = 1)
public class PayloadBenchmark {

  private static final int MANY = 256;

  private final List<Person> persons = Samples.persons(MANY);
  private final PayloadValidator ofSdk = PayloadValidator.standard();
  private final Validator ofHibernate =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  /** The compiled plan. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int personOfSdk() {
    int violations = 0;
    for (Person person : persons) {
      violations += ofSdk.validate(person).violations().size();
    }
    return violations;
  }

  /** The same annotations. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public int personOfHibernateValidator() {
    int violations = 0;
    for (Person person : persons) {
      violations += ofHibernate.validate(person).size();
    }
    return violations;
  }
}
