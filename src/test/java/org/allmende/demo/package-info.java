/** Tests of the demonstration. */
@NullMarked
package org.allmende.demo;

import org.jspecify.annotations.NullMarked;
