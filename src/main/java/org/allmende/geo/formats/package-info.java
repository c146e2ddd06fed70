/** Geodata in the formats that offices have: GeoJSON, Shapefile, GeoPackage. */
@NullMarked
package org.allmende.geo.formats;

import org.jspecify.annotations.NullMarked;
