/** The region's front page, the tenants' portals and faces. */
@NullMarked
package org.allmende.region.web;

import org.jspecify.annotations.NullMarked;
