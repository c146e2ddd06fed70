/** The public view of what sensors measure: arranged by Handlungsfelder, explained in words. Owns no measurement. */
@ApplicationModule(
        allowedDependencies = {"platform", "region", "sensing", "sensing :: editions", "sensing :: quality", "measures"
        })
@NullMarked
package org.allmende.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
