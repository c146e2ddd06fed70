/** Letters by e-mail: written in the transaction that gives cause for them, sent afterwards, forgotten in the end. */
@NullMarked
package org.allmende.platform.mail;

import org.jspecify.annotations.NullMarked;
