/** SensorThings over HTTP. */
@NullMarked
package org.allmende.sensing.web;

import org.jspecify.annotations.NullMarked;
