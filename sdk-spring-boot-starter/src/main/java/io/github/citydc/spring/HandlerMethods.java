package io.github.citydc.spring;

import io.github.citydc.exchange.ExchangeReceiverBuilder;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the {@link CityHandler} methods of all beans, without making a bean. */
final class HandlerMethods {

  private final ConfigurableListableBeanFactory beans;
  private final SpringTransactions transactions;
  private final Map<PayloadType, Method> byType = new HashMap<>();

  HandlerMethods(ConfigurableListableBeanFactory beans, SpringTransactions transactions) {
    this.beans = beans;
    this.transactions = transactions;
  }

  /** A method of a bean, and the payloads it takes. */
  private record Found(String bean, Method method, Class<? extends Payload> payload) {}

  /**
   * Gives the methods to a receiver.
   *
   * @throws IllegalStateException if one has other parameters than a handler has, or two take the
   *     same type; it names the method
   */
  void addTo(ExchangeReceiverBuilder receiver) {
    for (Found found : find()) {
      requireOnly(found);
      add(receiver, found.payload(), found);
    }
  }

  private <P extends Payload> void add(
      ExchangeReceiverBuilder receiver, Class<P> payload, Found found) {
    HandlerMethod handler =
        new HandlerMethod(() -> beans.getBean(found.bean()), found.method(), transactions);
    receiver.on(payload, handler::handle);
  }

  private List<Found> find() {
    List<Found> all = new ArrayList<>();
    for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
      Class<?> type = AutoProxyUtils.determineTargetClass(beans, name);
      if (type != null
          && AnnotationUtils.isCandidateClass(type, CityHandler.class)
          && !type.getName().startsWith("org.springframework.")) {
        methods(type).forEach(method -> all.add(new Found(name, method, payload(method))));
      }
    }
    return all;
  }

  private static Set<Method> methods(Class<?> type) {
    return MethodIntrospector.selectMethods(
        type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, CityHandler.class));
  }

  private static Class<? extends Payload> payload(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean takes =
        parameters.length > 0
            && Payload.class.isAssignableFrom(parameters[0])
            && parameters[0] != Payload.class;
    boolean context = parameters.length == 2 && parameters[1] == MessageContext.class;
    if (!takes || (parameters.length != 1 && !context)) {
      throw new IllegalStateException(
          "@CityHandler "
              + method
              + ": its parameters must be one payload record, and if needed a MessageContext");
    }
    if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
      throw new IllegalStateException(
          "@CityHandler " + method + ": it must be neither private nor static");
    }
    return parameters[0].asSubclass(Payload.class);
  }

  private void requireOnly(Found found) {
    Method other = byType.putIfAbsent(PayloadType.of(found.payload()), found.method());
    if (other != null) {
      throw new IllegalStateException(
          "Two @CityHandler methods take "
              + PayloadType.of(found.payload())
              + ": "
              + other
              + " and "
              + found.method());
    }
  }
}
