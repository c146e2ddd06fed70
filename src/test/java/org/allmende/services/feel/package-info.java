/** FEEL as packages may use it. */
@NullMarked
package org.allmende.services.feel;

import org.jspecify.annotations.NullMarked;
