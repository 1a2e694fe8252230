package io.github.citydc.validation.internal;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.CitizenId;
import io.github.citydc.code.CodeCheck;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSets;
import io.github.citydc.code.DivisionLevel;
import io.github.citydc.code.IdentifierKind;
import io.github.citydc.code.Severity;
import io.github.citydc.code.Strictness;
import io.github.citydc.validation.DocumentHeader;
import io.github.citydc.validation.DocumentHolder;
import io.github.citydc.validation.ValidCode;
import io.github.citydc.validation.ValidCodeOf;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidDocumentHeader;
import io.github.citydc.validation.ValidGovDomain;
import io.github.citydc.validation.ValidIdentity;
import io.github.citydc.validation.ValidOrder;
import io.github.citydc.validation.ValidPart;
import io.github.citydc.validation.ValidPresence;
import io.github.citydc.validation.ValidSecrecy;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rules of this library: identifiers, code sets, identities. Immutable. */
final class CodeRules {

  private final Clock clock;
  private final boolean isSystemClock;
  private final CodeSets codeSets;
  private final Strictness strictness;

  CodeRules(Clock clock, CodeSets codeSets, Strictness strictness) {
    this.clock = clock;
    this.isSystemClock = clock.equals(ChinaTime.clock());
    this.codeSets = codeSets;
    this.strictness = strictness;
  }

  Optional<Rule> find(Annotation annotation, Class<?> type) {
    if (annotation instanceof ValidIdentity) {
      return DocumentHolder.class.isAssignableFrom(type)
          ? Optional.of(
              new IdentityRule(strictness, this::checkCitizenId, () -> LocalDate.now(clock)))
          : Optional.empty();
    }
    if (annotation instanceof ValidDocumentHeader) {
      return DocumentHeader.class.isAssignableFrom(type)
          ? Optional.of(new DocumentHeaderRule())
          : Optional.empty();
    }
    if (annotation instanceof ValidOrder order) {
      return Optional.of(OrderRule.of(order, type));
    }
    if (annotation instanceof ValidPart part) {
      return Optional.of(new PartRule(part, type, strictness(part.strict())));
    }
    if (annotation instanceof ValidPresence presence) {
      return Optional.of(new PresenceRule(presence, type));
    }
    return CharSequence.class.isAssignableFrom(type) ? ofText(annotation) : Optional.empty();
  }

  private Optional<Rule> ofText(Annotation annotation) {
    if (annotation instanceof ValidCode code) {
      return Optional.of(of(code.value(), strictness(code.strict())));
    }
    if (annotation instanceof ValidDivisionCode division) {
      Strictness strict = strictness(division.strict());
      return Optional.of(
          division.level().length == 0
              ? of(IdentifierKind.DIVISION, strict)
              : ofLevels(Set.of(division.level()), strict));
    }
    if (annotation instanceof ValidCodeOf codeOf) {
      return Optional.of(ofSet(codeSets.get(codeOf.value()), codeOf));
    }
    if (annotation instanceof ValidSecrecy secrecy) {
      return Optional.of(new SecrecyRule(secrecy));
    }
    return annotation instanceof ValidGovDomain
        ? Optional.of(Rule.ofPresent(CodeRules::checkDomain))
        : Optional.empty();
  }

  private Rule ofSet(CodeSet set, ValidCodeOf codeOf) {
    int[] lengths = codeOf.lengths();
    boolean open = codeOf.open() && strictness == Strictness.LENIENT;
    if (lengths.length == 0 && !open) {
      return Rule.ofPresent(
          (value, findings) -> report(set.check((CharSequence) value, strictness), findings));
    }
    String allowed =
        IntStream.of(lengths).mapToObj(Integer::toString).collect(Collectors.joining("/"));
    CodeFault otherLength = Rules.fault("member.code-length", allowed);
    return Rule.ofPresent(
        (value, findings) -> {
          CharSequence text = (CharSequence) value;
          CodeCheck check = set.check(text, strictness);
          check.faults().forEach(fault -> findings.add(open ? remarkable(fault) : fault));
          if (check.isValid()
              && lengths.length > 0
              && IntStream.of(lengths).noneMatch(any -> any == text.length())) {
            findings.add(otherLength);
          }
        });
  }

  private static CodeFault remarkable(CodeFault fault) {
    return new CodeFault(
        fault.rule(), fault.position(), Severity.WARNING, fault.standard(), fault.arguments());
  }

  private static void checkDomain(Object value, Findings findings) {
    io.github.citydc.naming.domain.GovDomain.check(value.toString())
        .ifPresent(
            finding -> findings.add(Rules.fault("member.domain", finding.rule().wireName())));
  }

  private Strictness strictness(boolean strict) {
    return strict ? Strictness.STRICT : strictness;
  }

  private Rule of(IdentifierKind kind, Strictness strict) {
    if (kind == IdentifierKind.CITIZEN_ID) {
      return Rule.ofPresent(
          (value, findings) -> report(checkCitizenId((CharSequence) value, strict), findings));
    }
    return Rule.ofPresent(
        (value, findings) -> report(kind.check((CharSequence) value, strict), findings));
  }

  /** The only kind whose check asks for the day. */
  private CodeCheck checkCitizenId(CharSequence text, Strictness strict) {
    return isSystemClock
        ? CitizenId.check(text, strict)
        : CitizenId.check(text, strict, LocalDate.now(clock));
  }

  private static Rule ofLevels(Set<DivisionLevel> levels, Strictness strict) {
    Set<DivisionLevel> ordered = EnumSet.copyOf(levels);
    CodeFault otherLevel =
        Rules.fault(
            "member.level",
            names(ordered, DivisionLevel::nameEn),
            names(ordered, DivisionLevel::nameZh));
    return Rule.ofPresent(
        (value, findings) -> {
          CharSequence text = (CharSequence) value;
          CodeCheck check = IdentifierKind.DIVISION.check(text, strict);
          report(check, findings);
          if (check.isValid() && !ordered.contains(levelOf(text))) {
            findings.add(otherLevel);
          }
        });
  }

  private static DivisionLevel levelOf(CharSequence valid) {
    return io.github.citydc.code.DivisionCode.parse(valid).level();
  }

  private static String names(Set<DivisionLevel> levels, Function<DivisionLevel, String> name) {
    return levels.stream().map(name).collect(Collectors.joining("/"));
  }

  private static void report(CodeCheck check, Findings findings) {
    List<CodeFault> faults = check.faults();
    for (int i = 0; i < faults.size(); i++) {
      findings.add(faults.get(i));
    }
  }
}
