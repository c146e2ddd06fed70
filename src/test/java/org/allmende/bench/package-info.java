/** Measures the server from outside, as people meet it: {@code ./allmende bench NAME}. */
@NullMarked
package org.allmende.bench;

import org.jspecify.annotations.NullMarked;
