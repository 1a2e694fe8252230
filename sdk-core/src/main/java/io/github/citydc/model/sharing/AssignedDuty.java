package io.github.citydc.model.sharing;

import io.github.citydc.model.Organ;
import java.util.Optional;

/**
 * A duty of Decree 809 with its deadline, and who has to act: a line of a {@link DutyBoard}.
 *
 * @param number number of the application, the correction or the grant, or code of the resource
 *     whose catalog entry it is about
 * @param resource code of the resource 信息资源代码, as far as it is known
 * @param organ the department that has to act, as far as it is known; its part is that of {@link
 *     SharingDuty#party()}
 * @param deadline what it has to do, until when, and whether it is done
 */
public record AssignedDuty(
    String number, Optional<String> resource, Optional<Organ> organ, Deadline deadline) {}
