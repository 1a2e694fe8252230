package io.github.citydc.spring;

import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.model.Payload;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.springframework.aop.support.AopUtils;
import org.springframework.transaction.TransactionStatus;
import org.springframework.util.ReflectionUtils;

/**
 * A {@link CityHandler} method as the handler of a receiver. It works in the transaction of Spring
 * that stores the message, and leaves nothing of its own for after its end: what JPA holds back is
 * written before, so that a constraint that is broken refuses the message.
 *
 * <p>A failure marks the whole transaction for rollback. A savepoint would not do: it knows nothing
 * of entities that JPA has not written yet. The messages of a bundle are then stored one by one.
 */
final class HandlerMethod implements MessageHandler<Payload> {

  private final Supplier<Object> bean;
  private final Method method;
  private final SpringTransactions transactions;

  HandlerMethod(Supplier<Object> bean, Method method, SpringTransactions transactions) {
    this.bean = bean;
    this.method = method;
    this.transactions = transactions;
  }

  @Override
  public void handle(Payload payload, MessageContext context) throws Exception {
    TransactionStatus transaction =
        transactions
            .current()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "A @CityHandler takes in messages, in the transaction of the inbox of"
                            + " Spring; give what takes in batches a handler of its own"));
    context.connection().isReadOnly(); // used: what comes now has a savepoint, and is looked at
    try {
      call(payload, context);
      requireWhole(transaction);
      transaction.flush();
    } catch (Exception | Error e) {
      transaction.setRollbackOnly();
      throw e;
    }
  }

  private void call(Payload payload, MessageContext context) throws Exception {
    Object target = bean.get();
    Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
    ReflectionUtils.makeAccessible(invocable);
    try {
      if (invocable.getParameterCount() == 1) {
        invocable.invoke(target, payload);
      } else {
        invocable.invoke(target, payload, context);
      }
    } catch (InvocationTargetException e) {
      throw thrown(e);
    }
  }

  private static Exception thrown(InvocationTargetException e) {
    if (e.getTargetException() instanceof Error error) {
      throw error;
    }
    return e.getTargetException() instanceof Exception failure ? failure : e;
  }

  private static void requireWhole(TransactionStatus transaction) {
    if (transaction.isRollbackOnly()) {
      throw new IllegalStateException(
          "A handler, or a @Transactional method that it calls, has marked the transaction of the"
              + " message for rollback: throw the exception on, or give that method a transaction"
              + " of its own");
    }
  }
}
