package io.github.citydc.exchange.file;

import io.github.citydc.model.PayloadType;
import java.util.Optional;

/**
 * The permission to fetch a file: on account of which record of which information resource.
 *
 * @param resource code of the information resource 信息资源代码
 * @param type payload type of the record that names the file
 * @param grant id of the grant, empty if the resource needs none
 * @param purpose what the grant is for, empty if there is none
 */
public record FilePermission(
    String resource, PayloadType type, Optional<String> grant, Optional<String> purpose) {}
