/** Nodes: their ids, and the directories that know their addresses and certificates. */
@NullMarked
package io.github.citydc.naming.node;

import org.jspecify.annotations.NullMarked;
