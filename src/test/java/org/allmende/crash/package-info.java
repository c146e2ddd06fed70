/** Takes the server's life at the worst moments and looks at what is left. */
@NullMarked
package org.allmende.crash;

import org.jspecify.annotations.NullMarked;
