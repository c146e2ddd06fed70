/** Site visits: somebody of the office looks at the place with those whom it concerns. */
@NullMarked
@NamedInterface("visit")
package org.allmende.cases.visit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
