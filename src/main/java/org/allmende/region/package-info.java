/** Who is there: a county, its municipalities and offices, their names, faces and what they take part in. */
@NullMarked
package org.allmende.region;

import org.jspecify.annotations.NullMarked;
