/** The house: one package per module, one server for a whole Landkreis. */
@NullMarked
package org.allmende;

import org.jspecify.annotations.NullMarked;
