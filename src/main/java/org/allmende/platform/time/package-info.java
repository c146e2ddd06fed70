/** Ids that sort by time, and dates as Germans read them. */
@NullMarked
package org.allmende.platform.time;

import org.jspecify.annotations.NullMarked;
