/** Things that measure, and what they measure: SensorThings (OGC 18-088), stored and summed up as it comes in. */
@ApplicationModule(allowedDependencies = {"platform", "region"})
@NullMarked
package org.allmende.sensing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
