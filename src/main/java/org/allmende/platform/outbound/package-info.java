/** The way out: lines to addresses that somebody has typed, none of them into closed networks. */
@NullMarked
package org.allmende.platform.outbound;

import org.jspecify.annotations.NullMarked;
