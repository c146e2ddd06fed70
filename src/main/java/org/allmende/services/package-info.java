/** Leistungen: service packages, their forms, and which municipality offers which with which parameters. */
@ApplicationModule(allowedDependencies = {"platform", "region"})
@NullMarked
package org.allmende.services;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
