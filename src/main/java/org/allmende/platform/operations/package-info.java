/** What the operator sees: health, errors, versions, queues. */
@NullMarked
package org.allmende.platform.operations;

import org.jspecify.annotations.NullMarked;
