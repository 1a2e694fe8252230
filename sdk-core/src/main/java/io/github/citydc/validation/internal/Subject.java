package io.github.citydc.validation.internal;

import io.github.citydc.validation.Title;
import java.lang.reflect.RecordComponent;
import java.util.Locale;

/**
 * A member of a record, as the path to a value has it: its name in JSON, and its titles for
 * messages.
 *
 * @param name the name of the JSON member
 * @param zh the title in Chinese, the name if it has none
 * @param en the title in English, the name if it has none
 */
record Subject(String name, String zh, String en) {

  static Subject of(RecordComponent component) {
    Title title = component.getAnnotation(Title.class);
    return title == null
        ? of(component.getName())
        : new Subject(component.getName(), title.zh(), title.en());
  }

  static Subject of(String name) {
    return new Subject(name, name, name);
  }

  String title(Locale locale) {
    return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
  }

  /** The step of a pointer. */
  @Override
  public String toString() {
    return name;
  }
}
