/** Pages about plans: for everybody, and for the planners of a municipality. */
@NullMarked
package org.allmende.geo.web;

import org.jspecify.annotations.NullMarked;
