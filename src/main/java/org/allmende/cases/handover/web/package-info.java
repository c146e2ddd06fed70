/** Handing over, as pages for staff and as operations for other software. */
@NullMarked
package org.allmende.cases.handover.web;

import org.jspecify.annotations.NullMarked;
