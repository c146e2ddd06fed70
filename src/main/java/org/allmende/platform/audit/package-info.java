/** Who of the staff did what: entries that can be added and read, and whose chain shows when one was changed or removed. */
@NullMarked
package org.allmende.platform.audit;

import org.jspecify.annotations.NullMarked;
