/** Maps on paper: true to scale, as files that everybody can read. */
@NullMarked
package org.allmende.geo.print;

import org.jspecify.annotations.NullMarked;
