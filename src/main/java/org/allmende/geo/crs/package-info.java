/** Coordinate reference systems of German plans and of the web, and the way between them. */
@NullMarked
package org.allmende.geo.crs;

import org.jspecify.annotations.NullMarked;
