/**
 * Host names of the e-government network: how they are read, held to the rules of the State
 * Council, and suggested.
 */
@NullMarked
package io.github.citydc.naming.domain;

import org.jspecify.annotations.NullMarked;
