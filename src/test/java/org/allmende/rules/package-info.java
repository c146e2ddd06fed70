/** Rules of the house that hold for every line: walls, permissions, tables, texts, files, documents. */
@NullMarked
package org.allmende.rules;

import org.jspecify.annotations.NullMarked;
