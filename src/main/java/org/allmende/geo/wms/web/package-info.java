/** The address /wms. */
@NullMarked
package org.allmende.geo.wms.web;

import org.jspecify.annotations.NullMarked;
