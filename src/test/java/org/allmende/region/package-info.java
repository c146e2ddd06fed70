/** The region as the county talks about it. */
@NullMarked
package org.allmende.region;

import org.jspecify.annotations.NullMarked;
