/**
 * A node of the city in a Spring Boot application: {@code citydc.*} properties, beans for sending
 * and receiving, handlers that take part in the transaction of their message.
 */
@NullMarked
package io.github.citydc.spring;

import org.jspecify.annotations.NullMarked;
