/** The server as its operator runs it, as a process of its own: each promise of docs/operating.md, kept. */
@NullMarked
package org.allmende.operating;

import org.jspecify.annotations.NullMarked;
