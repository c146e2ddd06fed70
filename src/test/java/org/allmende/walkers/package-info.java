/** Walks over the running demo county that find every route by themselves. */
@NullMarked
package org.allmende.walkers;

import org.jspecify.annotations.NullMarked;
