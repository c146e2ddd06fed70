/** How a notice reaches its citizen, and on which day the law takes it as notified (Bekanntgabe). */
@NullMarked
package org.allmende.cases.notification;

import org.jspecify.annotations.NullMarked;
