/**
 * What every module stands on: database, log-in, audit, files, mail, PDF, time and HTML. No word of the county's
 * business is in it.
 */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package org.allmende.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
