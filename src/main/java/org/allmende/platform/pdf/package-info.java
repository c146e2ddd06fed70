/** Letters as files that last: PDF/A-3a and PDF/UA-1, sealed, and checked again years later. */
@NullMarked
package org.allmende.platform.pdf;

import org.jspecify.annotations.NullMarked;
