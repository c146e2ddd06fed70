/** What happens in the office, as BPMN 2.0 (OMG formal/2013-12-09): read safely, checked against a white list, walked. */
@NamedInterface("bpmn")
@NullMarked
package org.allmende.services.bpmn;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
