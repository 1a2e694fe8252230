/** Who is who on the network: node ids, and the directory that knows where a node is. */
@NullMarked
package io.github.citydc.naming;

import org.jspecify.annotations.NullMarked;
