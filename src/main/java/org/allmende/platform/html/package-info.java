/** Server-rendered pages: templates, texts in two languages, fingerprinted assets, faces. */
@NullMarked
package org.allmende.platform.html;

import org.jspecify.annotations.NullMarked;
