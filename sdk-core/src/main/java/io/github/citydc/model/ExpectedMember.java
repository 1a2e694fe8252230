package io.github.citydc.model;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.github.citydc.code.CodeFault;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.Title;
import io.github.citydc.validation.Violation;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The member at which the reading of a record ended.
 *
 * @param zh what it is called in Chinese
 * @param en what it is called in English
 * @param form what it must be
 */
record ExpectedMember(String zh, String en, ExpectedForm form) {

  private static final ExpectedMember UNKNOWN =
      new ExpectedMember("成员", "member", ExpectedForm.OTHER);

  /** The member at the end of a path, or the one whose list has the element at its end. */
  static ExpectedMember of(List<JsonMappingException.Reference> path) {
    ExpectedMember member = UNKNOWN;
    Type type = Object.class;
    for (JsonMappingException.Reference step : path) {
      if (step.getFieldName() == null) {
        type = ExpectedForm.element(type);
        member = new ExpectedMember(member.zh, member.en, ExpectedForm.of(type));
      } else {
        Optional<RecordComponent> component = component(step);
        type = component.map(RecordComponent::getGenericType).orElse(Object.class);
        member = component.map(ExpectedMember::of).orElse(UNKNOWN);
      }
    }
    return member;
  }

  private static ExpectedMember of(RecordComponent component) {
    Title title = component.getAnnotation(Title.class);
    ExpectedForm form = ExpectedForm.of(component.getGenericType());
    return title == null
        ? new ExpectedMember(component.getName(), component.getName(), form)
        : new ExpectedMember(title.zh(), title.en(), form);
  }

  private static Optional<RecordComponent> component(JsonMappingException.Reference step) {
    return step.getFrom() instanceof Class<?> type && type.isRecord()
        ? Arrays.stream(type.getRecordComponents())
            .filter(component -> component.getName().equals(step.getFieldName()))
            .findAny()
        : Optional.empty();
  }

  Violation violation(String pointer) {
    CodeFault fault = new CodeFault("json.form", -1, Severity.ERROR, form.standard(), form.words());
    return new Violation(
        pointer,
        fault.rule(),
        fault.severity(),
        fault.standard(),
        fault.message(en, Locale.ENGLISH),
        fault.message(zh, Locale.CHINESE));
  }
}
