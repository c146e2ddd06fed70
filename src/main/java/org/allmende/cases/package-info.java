/**
 * Antrag, Vorgang, Bescheid: what a citizen sends and an office decides. Owns every answer from the first draft on.
 */
@ApplicationModule(allowedDependencies = {"platform", "region", "services", "services :: *"})
@NullMarked
package org.allmende.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
