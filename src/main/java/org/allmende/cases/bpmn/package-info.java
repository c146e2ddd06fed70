/** BPMN 2.0: runs a case along its service's process and draws where it stands. */
@NullMarked
package org.allmende.cases.bpmn;

import org.jspecify.annotations.NullMarked;
