/** Every municipality and county of Germany, from the official register, so that any county can start at once. */
@NullMarked
package org.allmende.region.gazetteer;

import org.jspecify.annotations.NullMarked;
