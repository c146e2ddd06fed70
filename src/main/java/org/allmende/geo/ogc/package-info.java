/** OGC API Features over what is public. */
@NullMarked
package org.allmende.geo.ogc;

import org.jspecify.annotations.NullMarked;
