/** Maps in pieces that a browser draws itself: Mapbox Vector Tiles of what is public. */
@NullMarked
package org.allmende.geo.tiles;

import org.jspecify.annotations.NullMarked;
