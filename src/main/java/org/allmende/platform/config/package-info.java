/** The one commented configuration, typed and checked before anything starts. */
@NullMarked
package org.allmende.platform.config;

import org.jspecify.annotations.NullMarked;
