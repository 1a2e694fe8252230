package io.github.citydc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CodeFault;
import io.github.citydc.model.standard.PayloadTypes;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.engine.HibernateConstraintViolation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The compiled plans find what Hibernate Validator finds, in the same places, by the same rules.
 */
class SameAsHibernateValidatorTest {

  private static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry("NotNull", "member.required"),
          Map.entry("NotBlank", "member.required"),
          Map.entry("NotEmpty", "member.required"),
          Map.entry("Null", "member.absent"),
          Map.entry("Size", "member.size"),
          Map.entry("Pattern", "member.pattern"),
          Map.entry("AssertTrue", "member.true"),
          Map.entry("AssertFalse", "member.false"),
          Map.entry("Min", "member.minimum"),
          Map.entry("Max", "member.maximum"),
          Map.entry("Digits", "member.digits"),
          Map.entry("Positive", "member.more-than"),
          Map.entry("PositiveOrZero", "member.minimum"),
          Map.entry("Negative", "member.less-than"),
          Map.entry("NegativeOrZero", "member.maximum"),
          Map.entry("Past", "member.not-past"),
          Map.entry("PastOrPresent", "member.future"),
          Map.entry("Future", "member.not-future"),
          Map.entry("FutureOrPresent", "member.past"),
          Map.entry("Email", "constraint.email"),
          Map.entry("AsOne", "constraint.as-one"),
          Map.entry("EvenNumber", "constraint.even-number"));

  private final PayloadValidator ours = PayloadValidator.standard();
  private final Validator theirs =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          .clockProvider(ChinaTime::clock)
          .messageInterpolator(new Untranslated())
          .buildValidatorFactory()
          .getValidator();

  static List<Class<?>> types() {
    return Stream.<Class<?>>concat(
            Specimens.ALL.stream(),
            PayloadTypes.standard().types().stream()
                .map(type -> PayloadTypes.standard().find(type).orElseThrow()))
        .toList();
  }

  @Provide
  Arbitrary<Class<?>> records() {
    return Arbitraries.of(types());
  }

  @Provide
  Arbitrary<Double> shares() {
    return Arbitraries.of(0.0, 0.05, 0.3);
  }

  @Property(tries = 5000)
  void the_same_violations_path_by_path(
      @ForAll("records") Class<?> type, @ForAll long seed, @ForAll("shares") double spoiled) {
    Object record = new RandomRecords(seed, spoiled).next(type);

    assertThat(violationsOfOurs(record)).describedAs("%s", type).isEqualTo(theirs(record));
  }

  /** Otherwise the property would compare nothing with nothing. */
  @ParameterizedTest
  @MethodSource("types")
  void every_type_is_seen_spoiled_in_several_ways(Class<?> type) {
    List<List<String>> seen =
        LongStream.range(0, 2000)
            .mapToObj(seed -> new RandomRecords(seed, seed % 4 * 0.1).next(type))
            .map(this::violationsOfOurs)
            .distinct()
            .toList();

    assertThat(seen).hasSizeGreaterThan(1);
  }

  private List<String> violationsOfOurs(Object record) {
    return ours.validate(record).errors().stream()
        .filter(violation -> !violation.code().startsWith("text.")) // demanded without a constraint
        .map(violation -> violation.pointer() + " " + violation.code())
        .sorted()
        .toList();
  }

  private List<String> theirs(Object record) {
    return theirs.validate(record).stream()
        .map(violation -> pointer(violation.getPropertyPath()) + " " + rule(violation))
        .sorted()
        .toList();
  }

  private static String pointer(Path path) {
    StringBuilder pointer = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      } else if (node.getKey() != null) {
        pointer.append("/*"); // A key is the sender's word, which ours does not repeat.
      }
      if (node.getKind() == ElementKind.PROPERTY) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.toString();
  }

  private static String rule(ConstraintViolation<Object> violation) {
    HibernateConstraintViolation<?> ofHibernate =
        (HibernateConstraintViolation<?>) violation.unwrap(HibernateConstraintViolation.class);
    CodeFault fault = ofHibernate.getDynamicPayload(CodeFault.class);
    return fault == null ? builtIn(violation) : fault.rule();
  }

  /** Words do not matter here. */
  private static final class Untranslated implements MessageInterpolator {

    @Override
    public String interpolate(String template, Context context) {
      return template;
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
      return template;
    }
  }

  private static String builtIn(ConstraintViolation<Object> violation) {
    var annotation = violation.getConstraintDescriptor().getAnnotation();
    String name = annotation.annotationType().getSimpleName();
    if (name.startsWith("M") && violation.getRootBean() instanceof Specimens.LeftToProvider) {
      return "constraint." + name.toLowerCase(Locale.ROOT);
    }
    if (name.startsWith("Decimal")) {
      boolean inclusive =
          (boolean) violation.getConstraintDescriptor().getAttributes().get("inclusive");
      return name.equals("DecimalMin")
          ? inclusive ? "member.minimum" : "member.more-than"
          : inclusive ? "member.maximum" : "member.less-than";
    }
    return RULES.get(name);
  }
}
