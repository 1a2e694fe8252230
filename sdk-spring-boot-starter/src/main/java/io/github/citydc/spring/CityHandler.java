package io.github.citydc.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of a bean that takes in the payloads of one type. Its first parameter is the
 * payload record; a second one may be {@link io.github.citydc.exchange.MessageContext}.
 *
 * <pre>{@code
 * @Component
 * class Residents {
 *   @CityHandler
 *   void save(Person person) {
 *     jdbc.update("INSERT INTO resident (id_number, name) VALUES (?, ?)", person.idNumber(), person.name());
 *   }
 * }
 * }</pre>
 *
 * <p>The method runs in the transaction that stores the message, which is the transaction of
 * Spring: what it writes with {@code JdbcTemplate}, JPA or MyBatis is committed together with the
 * message. If it throws, nothing is stored, and the sender is told: the code of a {@link
 * io.github.citydc.exchange.message.RefusedException}, or {@code internal} for anything else, after
 * which it sends again. Several requests are handled at once, so the method must be thread-safe.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CityHandler {}
