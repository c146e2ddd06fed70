/** FEEL, the one language for conditions, checks and fees (OMG DMN §10.3), without anything that reaches outside. */
@NamedInterface("feel")
@NullMarked
package org.allmende.services.feel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
