package io.github.citydc.naming.domain;

import java.util.Optional;

/**
 * The suggested names for an organ, which follow the rules. Whether they are still free is for the
 * registry to say.
 *
 * @param english under gov.cn; empty for who does not use gov.cn
 * @param chinese under 政务 or 公益; empty if the organ's full name does not fit into a label, so that
 *     its standard short name has to be taken
 * @param rule the rule that decides between a host and a path
 */
public record NameSuggestion(
    Optional<WebName> english, Optional<WebName> chinese, NamingRule rule) {}
