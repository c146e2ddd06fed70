/** What other software can ask for: operations below {@code /api/v1}, their description, their errors. */
@NullMarked
package org.allmende.platform.api;

import org.jspecify.annotations.NullMarked;
