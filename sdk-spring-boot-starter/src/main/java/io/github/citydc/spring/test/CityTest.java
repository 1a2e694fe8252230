package io.github.citydc.spring.test;

import io.github.citydc.model.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.annotation.AliasFor;

/**
 * Starts the application in a sandbox city: with a key of the city, which the application is a node
 * of, and a hub that records everything, in the same JVM. Needs {@code sdk-testkit} in the scope of
 * tests. It is a {@link SpringBootTest} with a random port.
 *
 * <pre>{@code
 * @CityTest
 * class ResidentsTest {
 *   @Autowired Residents residents;
 *   @Autowired SandboxNode hub;      // what the application sends
 *   @Autowired SandboxCity city;     // clients of other nodes, which send to it
 *
 *   @Test
 *   void a_resident_arrives() {
 *     residents.save(person);
 *     hub.awaitMessages(1, Duration.ofSeconds(5));
 *     assertThat(hub.received(Person.class)).containsExactly(person);
 *   }
 * }
 * }</pre>
 *
 * <p>The properties {@code citydc.keys}, {@code citydc.trust} and {@code citydc.directory.*} of the
 * application do not count in such a test. Its database is the one it has in other tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public @interface CityTest {

  /**
   * The classes that configure the application; by default the one that is found.
   *
   * @return as in {@link SpringBootTest}
   */
  @AliasFor(annotation = SpringBootTest.class, attribute = "classes")
  Class<?>[] classes() default {};

  /**
   * Properties of the application in this test.
   *
   * @return each {@code key=value}
   */
  @AliasFor(annotation = SpringBootTest.class, attribute = "properties")
  String[] properties() default {};

  /**
   * Payload types of the application's own that the hub takes beside those of the standard.
   *
   * @return the records
   */
  Class<? extends Payload>[] records() default {};

  /**
   * The node that the hub is; by default the one of {@code CityExtension}.
   *
   * @return its id
   */
  String hub() default "";
}
