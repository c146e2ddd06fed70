/** Tests of letters as files: real veraPDF, real seals, hostile input. */
@NullMarked
package org.allmende.platform.pdf;

import org.jspecify.annotations.NullMarked;
