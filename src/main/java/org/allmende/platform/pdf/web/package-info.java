/** The page on which everybody can check whether a notice is ours and unchanged. */
@NullMarked
package org.allmende.platform.pdf.web;

import org.jspecify.annotations.NullMarked;
