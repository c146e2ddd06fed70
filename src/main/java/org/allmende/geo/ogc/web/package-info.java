/** The addresses below /ogc. */
@NullMarked
package org.allmende.geo.ogc.web;

import org.jspecify.annotations.NullMarked;
