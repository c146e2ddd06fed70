/** Hands cases over to the office's own software: a ZIP of each case, signed messages about it, receipts for it. */
@NullMarked
package org.allmende.cases.handover;

import org.jspecify.annotations.NullMarked;
