/** Processes of service packages, without Spring. */
@NullMarked
package org.allmende.services.bpmn;

import org.jspecify.annotations.NullMarked;
