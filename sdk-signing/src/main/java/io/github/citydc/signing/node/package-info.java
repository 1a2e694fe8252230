/**
 * A node of one's own, its keys in a folder, and its link to another node of which only the address
 * is known.
 */
@NullMarked
package io.github.citydc.signing.node;

import org.jspecify.annotations.NullMarked;
