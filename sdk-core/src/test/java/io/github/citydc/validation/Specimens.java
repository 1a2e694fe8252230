package io.github.citydc.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.OverridesAttribute;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.valueextraction.Unwrapping;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Records with every constraint of Jakarta Validation, in every place where one can stand. */
final class Specimens {

  static final List<Class<?>> ALL =
      List.of(
          Texts.class,
          Agreeing.class,
          Numbers.class,
          LeftToProvider.class,
          Decimals.class,
          Times.class,
          Containers.class,
          Nested.class,
          Composed.class,
          Getters.class,
          Grouped.class,
          OfVendor.class,
          Identifiers.class);

  private Specimens() {}

  record Texts(
      @Null String absent,
      @NotNull CharSequence present,
      @NotBlank String notBlank,
      @NotEmpty String notEmpty,
      @Size(min = 2, max = 5) String size,
      @Pattern(regexp = "[a-z]+", flags = Pattern.Flag.CASE_INSENSITIVE) String letters,
      @Pattern(regexp = "[^x]*") @Pattern(regexp = "[^男]*") String twoPatterns,
      @Email String mail,
      @AssertTrue Boolean yes,
      @AssertFalse boolean no) {}

  record Numbers(
      @Min(0) int least,
      @Max(5) Integer most,
      @Min(0) @Max(10) long range,
      @Positive short positive,
      @PositiveOrZero byte positiveOrZero,
      @Negative Long negative,
      @NegativeOrZero Short negativeOrZero,
      @Min(1) double leastDouble,
      @Max(1) Double mostDouble,
      @Positive float positiveFloat,
      @Negative Double negativeDouble,
      @PositiveOrZero Double positiveOrZeroDouble) {}

  /** Which the plans do not know, for types they do not know. */
  record LeftToProvider(
      @Min(2) OptionalInt optional,
      @Max(value = 1, payload = Unwrapping.Unwrap.class) Optional<Integer> unwrapped,
      @NotBlank String text) {}

  record Decimals(
      @DecimalMin("0.01") BigDecimal least,
      @DecimalMin(value = "0", inclusive = false) BigDecimal more,
      @DecimalMax("1") BigDecimal most,
      @DecimalMax(value = "1", inclusive = false) BigInteger less,
      @Digits(integer = 3, fraction = 1) BigDecimal digits,
      @Digits(integer = 2, fraction = 0) Integer shortNumber,
      @Digits(integer = 2, fraction = 1) String writtenDigits,
      @Min(1) String writtenLeast,
      @DecimalMax("10") String writtenMost,
      @Positive String writtenPositive) {}

  record Times(
      @Past LocalDate past,
      @PastOrPresent LocalDateTime pastOrPresent,
      @Future OffsetDateTime future,
      @FutureOrPresent Instant futureOrPresent,
      @Past ZonedDateTime zoned,
      @Past Year year,
      @FutureOrPresent YearMonth month) {}

  @SuppressWarnings("ArrayRecordComponent") // vendors have them
  record Containers(
      Optional<@NotBlank @Size(max = 3) String> optional,
      @NotEmpty List<@NotBlank String> list,
      @Size(max = 1) Set<@Size(min = 2) String> set,
      Map<@Size(max = 2) String, @Min(5) Integer> map,
      List<List<@Positive Integer>> deep,
      Map<String, Optional<@NotBlank String>> mixed,
      @NotEmpty byte[] bytes,
      @NotNull @Size(max = 2) String[] array,
      @Valid Inner[] records) {}

  record Inner(@NotBlank String text, @Min(0) int number) {}

  record Nested(
      @Valid @NotNull Inner one,
      Inner unchecked,
      Optional<@Valid Inner> optional,
      List<@NotNull @Valid Inner> list,
      @Valid List<Inner> oldList,
      @Valid Map<String, Inner> oldMap,
      Map<String, List<@Valid Inner>> deep) {}

  @NotBlank
  @Size
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Name {
    @OverridesAttribute(constraint = Size.class, name = "max")
    int most() default 3;

    String message() default "a name";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  @NotBlank
  @Size(max = 3)
  @ReportAsSingleViolation
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface AsOne {
    String message() default "not one";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  record Composed(@Name String three, @Name(most = 1) String one, @AsOne String asOne) {}

  interface Consistent {

    @AssertTrue
    default boolean isInOrder() {
      return first() <= last();
    }

    int first();

    int last();
  }

  record Getters(int first, int last) implements Consistent {

    @Min(0)
    public int getURLLength() {
      return first;
    }

    @AssertFalse
    public boolean hasGap() {
      return last - first > 10;
    }
  }

  interface Rarely {}

  record Grouped(@NotBlank(groups = Rarely.class) String rarely, @NotBlank String always) {}

  @Constraint(validatedBy = EvenValidator.class)
  @Retention(RetentionPolicy.RUNTIME)
  @interface EvenNumber {
    String message() default "not even";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** What a vendor writes. */
  public static final class EvenValidator implements ConstraintValidator<EvenNumber, Integer> {

    @Override
    public boolean isValid(Integer value, ConstraintValidatorContext context) {
      return value == null || value % 2 == 0;
    }
  }

  record OfVendor(
      @EvenNumber @Min(0) Integer number, @NotBlank String text, @Valid VendorsInner inner) {}

  record VendorsInner(@EvenNumber Integer number) {}

  record Identifiers(
      @ValidCitizenId(strict = true) String strict,
      @ValidCode(io.github.citydc.code.IdentifierKind.CREDIT_CODE) String generic,
      @ValidDivisionCode(level = io.github.citydc.code.DivisionLevel.COUNTY) String county,
      List<@ValidItemCode String> matters,
      Optional<@ValidGridCode String> grid,
      @ValidGovDomain String host) {}

  /** Members that must agree, and texts that may be no mark of a secret. */
  @ValidOrder({"begun", "done.day", "ended"})
  @ValidOrder("steps.day")
  @ValidPart(member = "head", of = "whole", from = 1, length = 2, strict = true)
  @ValidPart(member = "done.word", of = "whole", from = 0, length = 1)
  @ValidPresence(
      member = "done.day",
      when = "head",
      is = {"a", "bc"})
  @ValidPresence(member = "steps", when = "whole", is = "abc")
  record Agreeing(
      LocalDate begun,
      Optional<@Valid Step> done,
      OffsetDateTime ended,
      List<@Valid Step> steps,
      String head,
      Optional<String> whole,
      @ValidSecrecy String secrecy,
      Optional<@ValidSecrecy(inText = true) String> text) {}

  /** A part of the above. */
  record Step(Optional<LocalDate> day, String word) {}
}
