/** Tests of the page that checks seals. */
@NullMarked
package org.allmende.platform.pdf.web;

import org.jspecify.annotations.NullMarked;
