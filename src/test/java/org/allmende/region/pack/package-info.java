/** Region packs: the bundled ones, every county's, and broken ones. */
@NullMarked
package org.allmende.region.pack;

import org.jspecify.annotations.NullMarked;
