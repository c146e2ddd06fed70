/** FEEL, the one language for conditions, checks and fees (OMG DMN §10.3), without anything that reaches outside. */
@NullMarked
package org.allmende.platform.feel;

import org.jspecify.annotations.NullMarked;
