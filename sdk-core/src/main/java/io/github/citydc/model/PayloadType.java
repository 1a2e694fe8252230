package io.github.citydc.model;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name and major version of a payload type: {@code <domain>.<name>/<major>}, interface standard §3.
 *
 * @param domain the subject area, {@code [a-z][a-z0-9-]*}
 * @param name the type within the area, {@code [a-z][a-z0-9-]*}
 * @param major the major version, from 1; a minor version only adds optional members and is not
 *     named
 */
public record PayloadType(String domain, String name, int major) implements Serializable {

  private static final int MAX_LENGTH = 100;
  private static final Pattern FORM =
      Pattern.compile("([a-z][a-z0-9-]*)\\.([a-z][a-z0-9-]*)/([1-9][0-9]{0,3})");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if a part does not have its form
   */
  public PayloadType {
    requireForm(domain + "." + name + "/" + major);
  }

  /**
   * Reads {@code <domain>.<name>/<major>}.
   *
   * @param text the name as on the wire
   * @return the type
   * @throws IllegalArgumentException if the text does not have this form
   */
  public static PayloadType parse(String text) {
    Matcher form = requireForm(text);
    return new PayloadType(form.group(1), form.group(2), Integer.parseInt(form.group(3)));
  }

  /**
   * The type of a payload record.
   *
   * @param payload a record annotated with {@link PayloadName}
   * @return its type
   * @throws IllegalArgumentException if the annotation is missing or malformed
   */
  public static PayloadType of(Class<? extends Payload> payload) {
    PayloadName name = payload.getAnnotation(PayloadName.class);
    if (name == null) {
      throw new IllegalArgumentException(payload.getName() + " has no @PayloadName");
    }
    return parse(name.value());
  }

  private static Matcher requireForm(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > MAX_LENGTH || !form.matches()) {
      throw new IllegalArgumentException(
          "A payload type is <domain>.<name>/<major>, for example population.person/1");
    }
    return form;
  }

  /**
   * The name as on the wire.
   *
   * @return {@code <domain>.<name>/<major>}
   */
  @Override
  public String toString() {
    return domain + "." + name + "/" + major;
  }
}
