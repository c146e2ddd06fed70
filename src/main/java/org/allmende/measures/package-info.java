/** Rules over what sensors measure, and the measures that start by themselves when one of them holds. */
@ApplicationModule(allowedDependencies = {"platform", "region", "sensing"})
@NullMarked
package org.allmende.measures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
