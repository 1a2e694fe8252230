/**
 * Names on the unified e-government network, and who is behind them.
 *
 * <ul>
 *   <li>{@link io.github.citydc.naming.NodeId} names a node, {@link
 *       io.github.citydc.naming.ResourceName} a resource;
 *   <li>{@link io.github.citydc.naming.GovDomain} reads a host name, {@link
 *       io.github.citydc.naming.NamingRules} holds it to the rules of the State Council and
 *       suggests the conforming one;
 *   <li>{@link io.github.citydc.naming.NamingPlan} gives the nodes of a city their hosts;
 *   <li>{@link io.github.citydc.naming.NodeDirectory} finds nodes: by file, by the directory of the
 *       hub, by DNS.
 * </ul>
 */
@NullMarked
package io.github.citydc.naming;

import org.jspecify.annotations.NullMarked;
