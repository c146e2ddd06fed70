/** Plans and layers of county and municipalities: what is drawn for a place, and what it means. */
@NullMarked
package org.allmende.geo;

import org.jspecify.annotations.NullMarked;
