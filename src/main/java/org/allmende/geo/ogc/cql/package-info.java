/** The Common Query Language (OGC 21-065r2): conditions on features, as text and as JSON. */
@NullMarked
package org.allmende.geo.ogc.cql;

import org.jspecify.annotations.NullMarked;
