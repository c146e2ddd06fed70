/** Tests of the region's pages. */
@NullMarked
package org.allmende.region.web;

import org.jspecify.annotations.NullMarked;
