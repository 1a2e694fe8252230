package io.github.citydc.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.code.CodeEntry;
import io.github.citydc.code.CodeSets;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogLife;
import io.github.citydc.model.catalog.CatalogReview;
import io.github.citydc.model.collaboration.CollaborationReply;
import io.github.citydc.model.collaboration.TaskLife;
import io.github.citydc.model.community.CityEvent;
import io.github.citydc.model.community.EventLife;
import io.github.citydc.model.community.EventStage;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentLife;
import io.github.citydc.model.service.CaseLife;
import io.github.citydc.model.service.CaseStep;
import io.github.citydc.model.service.ServiceCase;
import io.github.citydc.model.sharing.ApplicationLife;
import io.github.citydc.model.sharing.GrantLife;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.validation.ValidCodeOf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LifeCycleTest {

  static Stream<Arguments> cycles() {
    return Stream.of(
        Arguments.of(DocumentLife.cycle(), DocumentAction.class, "action"),
        Arguments.of(CaseLife.cycle(), CaseStep.class, "step"),
        Arguments.of(EventLife.cycle(), EventStage.class, "stage"),
        Arguments.of(TaskLife.cycle(), CollaborationReply.class, "action"),
        Arguments.of(CatalogLife.cycle(), CatalogReview.class, "step"),
        Arguments.of(ApplicationLife.cycle(), SharingAnswer.class, "decision"),
        Arguments.of(GrantLife.cycle(), SharingChange.class, "action"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sent received signed-for",
        "sent reminded received reminded signed-for",
        "sent received returned sent received signed-for",
        "sent withdrawn sent",
      })
  void a_document_is_sent_received_and_signed_for(String history) {
    assertThat(DocumentLife.cycle().check(List.of(history.split(" "))).isAllowed()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "received | received cannot be the first step | “接收”不能是第一个步骤",
        "sent signed-for | signed-for cannot follow sent | “签收”不能在“发送”之后",
        "sent received signed-for withdrawn | Nothing can follow signed-for, which is the end | “签收”已是终结，不能再有后续步骤",
        "sent lost | There is no step lost | 没有“lost”这一步骤",
      })
  void a_refused_action_says_why_in_two_languages(String history, String why, String whyInChinese) {
    assertThat(DocumentLife.cycle().check(List.of(history.split(" "))).refusal())
        .contains(new Transition.Refusal(why, whyInChinese));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apply accept review decide deliver | true",
        "apply supplement accept special review decide | true",
        "apply reject | true",
        "apply decide | false",
        "apply accept decide withdraw | false",
      })
  void a_case_is_decided_only_once_it_was_accepted(String history, boolean legal) {
    assertThat(CaseLife.cycle().check(List.of(history.split(" "))).isAllowed()).isEqualTo(legal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reported registered dispatched handled verified closed | true",
        "reported registered dispatched handled rejected dispatched handled verified closed | true",
        "reported dismissed | true",
        "reported closed | false",
        "reported registered dispatched handled closed | false",
      })
  void an_event_is_closed_only_once_it_was_verified(String history, boolean legal) {
    assertThat(EventLife.cycle().check(List.of(history.split(" "))).isAllowed()).isEqualTo(legal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accepted progress completed confirmed | true",
        "accepted completed sent-back progress completed confirmed | true",
        "declined progress | false",
        "completed | false",
      })
  void a_task_is_completed_only_by_who_accepted_it(String history, boolean legal) {
    assertThat(TaskLife.cycle().check(List.of(history.split(" "))).isAllowed()).isEqualTo(legal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "incomplete extended agreed delivered | true",
        "agreed delivered | true",
        "refused | true",
        "incomplete incomplete | false",
        "extended extended | false",
        "extended incomplete | false",
        "delivered | false",
        "refused agreed | false",
      })
  void an_application_is_told_once_what_is_missing_and_extended_once(
      String history, boolean legal) {
    assertThat(ApplicationLife.cycle().check(List.of(history.split(" "))).isAllowed())
        .isEqualTo(legal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "suspended resumed changed suspended ended | true",
        "ended | true",
        "resumed | false",
        "suspended changed | false",
        "ended resumed | false",
      })
  void a_grant_is_suspended_resumed_and_ended(String history, boolean legal) {
    assertThat(GrantLife.cycle().check(List.of(history.split(" "))).isAllowed()).isEqualTo(legal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reported approved published reported returned reported | true",
        "reported published | false",
        "published | false",
      })
  void an_entry_is_published_only_once_it_was_approved(String history, boolean legal) {
    assertThat(CatalogLife.cycle().check(List.of(history.split(" "))).isAllowed()).isEqualTo(legal);
  }

  @Test
  void a_refusal_cites_the_law_that_the_step_rests_on() {
    assertThat(ApplicationLife.cycle().next(List.of("incomplete"), "incomplete").refusal())
        .contains(
            new Transition.Refusal(
                "incomplete cannot follow incomplete (Decree 809, art. 21)",
                "“一次性告知补正”不能在“一次性告知补正”之后（国务院令第809号第二十一条）"));
    assertThat(ApplicationLife.cycle().next(List.of(), "delivered").refusal())
        .contains(
            new Transition.Refusal(
                "delivered cannot be the first step (Decree 809, art. 22)",
                "“已提供”不能是第一个步骤（国务院令第809号第二十二条）"));
    assertThat(GrantLife.cycle().next(List.of("ended"), "resumed").refusal())
        .contains(
            new Transition.Refusal(
                "Nothing can follow ended, which is the end (Decree 809, art. 27)",
                "“终止”已是终结，不能再有后续步骤（国务院令第809号第二十七条）"));
  }

  @ParameterizedTest
  @MethodSource("cycles")
  void the_steps_are_those_the_record_may_have(LifeCycle cycle, Class<?> type, String member)
      throws NoSuchFieldException {
    ValidCodeOf codes = type.getDeclaredField(member).getAnnotation(ValidCodeOf.class);

    assertThat(cycle.steps())
        .isEqualTo(
            CodeSets.standard().get(codes.value()).entries().stream()
                .map(CodeEntry::code)
                .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("cycles")
  void a_step_is_called_as_in_its_code_set(LifeCycle cycle, Class<?> type, String member)
      throws NoSuchFieldException {
    ValidCodeOf codes = type.getDeclaredField(member).getAnnotation(ValidCodeOf.class);

    for (CodeEntry step : CodeSets.standard().get(codes.value()).entries()) {
      cycle
          .next(List.of(step.code()), step.code())
          .refusal()
          .ifPresent(why -> assertThat(why.messageZh()).startsWith("“" + step.nameZh() + "”"));
    }
  }

  @Test
  void the_examples_tell_legal_stories() {
    ServiceCase aCase = example("service.case/1", ServiceCase.class);
    CityEvent event = example("community.event/1", CityEvent.class);
    CatalogEntry entry = example("catalog.entry/1", CatalogEntry.class);

    assertThat(
            CaseLife.cycle().check(aCase.steps().stream().map(CaseStep::step).toList()).refusal())
        .isEmpty();
    assertThat(
            EventLife.cycle()
                .check(event.stages().stream().map(EventStage::stage).toList())
                .refusal())
        .isEmpty();
    assertThat(
            CatalogLife.cycle()
                .check(entry.reviews().stream().map(CatalogReview::step).toList())
                .refusal())
        .isEmpty();
  }

  @Test
  void a_life_cycle_cannot_name_a_step_it_does_not_have() {
    assertThatThrownBy(() -> LifeCycle.of(Map.of("a", LifeCycle.Step.after("甲", "b"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new Transition(Optional.empty()).isAllowed()).isTrue();
  }

  private static <P> P example(String type, Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.parse(type)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}
