/** Words as people type them. */
@NullMarked
package org.allmende.platform.text;

import org.jspecify.annotations.NullMarked;
