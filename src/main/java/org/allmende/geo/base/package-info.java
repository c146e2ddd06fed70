/** The county's own base map: pictures of the ground that lie under the plans. */
@NullMarked
package org.allmende.geo.base;

import org.jspecify.annotations.NullMarked;
