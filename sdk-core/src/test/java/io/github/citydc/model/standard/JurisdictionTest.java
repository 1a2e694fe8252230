package io.github.citydc.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.CreditCode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.Address;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.NoJurisdiction;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.validation.ValidComponentCode;
import io.github.citydc.validation.ValidDivisionCode;
import io.github.citydc.validation.ValidEventCode;
import io.github.citydc.validation.ValidGridCode;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member that names a place counts, or the type says why not. */
class JurisdictionTest {

  private static final DivisionCode ELSEWHERE = DivisionCode.parse("330102");

  /** A place elsewhere, as each kind of code names it. */
  private static final Map<Class<? extends Annotation>, String> PLACES =
      Map.of(
          ValidDivisionCode.class, "330102",
          ValidGridCode.class, "330102001001001",
          ValidComponentCode.class, "3301020101000001",
          ValidEventCode.class, "3301020101");

  private static final PayloadJson JSON = PayloadJson.standard();

  static Collection<PayloadType> types() {
    return PayloadTypes.standard().types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_member_that_names_a_place_counts_or_the_type_says_why_not(PayloadType type) {
    Class<? extends Payload> record = record(type);

    for (Place place : places(record, List.of(), false)) {
      ObjectNode changed = example(type);
      place.put(changed);
      boolean counts =
          JSON.toRecord(changed, record).jurisdiction().divisions().stream()
              .anyMatch(ELSEWHERE::covers);

      assertThat(counts)
          .as("%s %s: counts, or has a reason not to", type, place.path)
          .isNotEqualTo(place.hasReason);
    }
  }

  @Test
  void there_are_such_members_of_each_kind() {
    List<Place> all =
        types().stream().flatMap(type -> places(record(type), List.of(), false).stream()).toList();

    assertThat(all).extracting(Place::code).containsAll(PLACES.values());
    assertThat(all).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_belongs_to_a_division_or_an_organ_or_says_why_not(PayloadType type) {
    Jurisdiction jurisdiction = JSON.toRecord(example(type), record(type)).jurisdiction();
    boolean hasNone =
        jurisdiction.divisions().isEmpty()
            && jurisdiction.organs().isEmpty()
            && jurisdiction.complete();

    assertThat(hasNone)
        .isEqualTo(
            record(type).isAnnotationPresent(NoJurisdiction.class)
                || type.toString().equals("collaboration.reply/1")); // an organ without a code
  }

  @ParameterizedTest
  @CsvSource({
    "catalog.entry/1, provider",
    "disclosure.item/1, issuingOrgan",
    "collaboration.task/1, origin",
    "collaboration.reply/1, organ"
  })
  void a_record_without_a_division_belongs_to_its_organ(PayloadType type, String organ) {
    ObjectNode changed = example(type);
    changed.withObjectProperty(organ).put("creditCode", "11440106007482911C");

    assertThat(JSON.toRecord(changed, record(type)).jurisdiction().organs())
        .containsExactly(CreditCode.parse("11440106007482911C"));
  }

  @ParameterizedTest
  @CsvSource({"catalog.entry/1, provider", "disclosure.item/1, issuingOrgan"})
  void without_a_credit_code_it_cannot_be_told_whose_it_is(PayloadType type, String organ) {
    ObjectNode changed = example(type);
    changed.withObjectProperty(organ).remove("creditCode");

    assertThat(JSON.toRecord(changed, record(type)).jurisdiction().complete()).isFalse();
  }

  @Test
  void a_certificate_without_a_division_belongs_to_the_issuer_that_its_identifier_names() {
    PayloadType type = PayloadType.parse("service.certificate/1");
    ObjectNode changed = example(type);
    changed.remove("division");
    changed.withObjectProperty("issuer").remove("creditCode");

    assertThat(JSON.toRecord(changed, record(type)).jurisdiction())
        .isEqualTo(
            new Jurisdiction(Set.of(), Set.of(CreditCode.parse("11440106007482911C")), true));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_record_with_nothing_in_it_has_a_jurisdiction_too(PayloadType type) {
    assertThat(JSON.toRecord(JSON.newObject(), record(type)).jurisdiction()).isNotNull();
  }

  private static List<Place> places(Class<?> record, List<String> path, boolean hasReason) {
    List<Place> places = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      List<String> at = new ArrayList<>(path);
      at.add(component.getName());
      boolean excused = hasReason || component.isAnnotationPresent(NoJurisdiction.class);
      AnnotatedType content = content(component.getAnnotatedType());
      annotations(record, component, content)
          .map(annotation -> PLACES.get(annotation.annotationType()))
          .filter(Objects::nonNull)
          .forEach(code -> places.add(new Place(at, code, excused)));
      if (content.getType() instanceof Class<?> nested
          && nested.isRecord()
          && (nested == Address.class || !nested.isAnnotationPresent(NoJurisdiction.class))
          && component.getAnnotatedType().getType().getTypeName().indexOf("List") < 0) {
        places.addAll(places(nested, at, excused));
      }
    }
    return places;
  }

  private static Stream<Annotation> annotations(
      Class<?> record, RecordComponent component, AnnotatedType content) {
    try {
      AnnotatedElement field = record.getDeclaredField(component.getName());
      return Stream.concat(
              Arrays.stream(field.getAnnotations()), Arrays.stream(content.getAnnotations()))
          .distinct();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AnnotatedType content(AnnotatedType type) {
    return type instanceof AnnotatedParameterizedType container
        ? content(container.getAnnotatedActualTypeArguments()[0])
        : type;
  }

  private static Class<? extends Payload> record(PayloadType type) {
    return PayloadTypes.standard().find(type).orElseThrow();
  }

  private static ObjectNode example(PayloadType type) {
    return JSON.readObject(
        InterfaceStandard.example(type).orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A member that names a place.
   *
   * @param path names from the payload to it
   * @param code a place elsewhere in its form
   * @param hasReason whether it says why it does not count
   */
  private record Place(List<String> path, String code, boolean hasReason) {

    void put(ObjectNode object) {
      ObjectNode parent = object;
      for (String step : path.subList(0, path.size() - 1)) {
        JsonNode child = parent.path(step);
        parent = child.isObject() ? (ObjectNode) child : parent.putObject(step);
      }
      String member = path.get(path.size() - 1);
      if (parent.path(member).isArray()) {
        parent.putArray(member).add(code);
      } else {
        parent.put(member, code);
      }
    }
  }
}
