/** The gazetteer against the whole of Germany. */
@NullMarked
package org.allmende.region.gazetteer;

import org.jspecify.annotations.NullMarked;
