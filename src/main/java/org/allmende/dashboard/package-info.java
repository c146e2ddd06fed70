/** The public view of what sensors measure: arranged by Handlungsfelder, explained in words. Owns no measurement. */
@ApplicationModule(allowedDependencies = {"platform", "region", "sensing"})
@NullMarked
package org.allmende.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
