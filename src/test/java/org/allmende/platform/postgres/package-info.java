/** Starts, kills and restores real servers. */
@NullMarked
package org.allmende.platform.postgres;

import org.jspecify.annotations.NullMarked;
