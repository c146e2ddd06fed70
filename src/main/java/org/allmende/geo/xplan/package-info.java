/** XPlanGML, the German standard for plans: reading, checking, and plans of our own making. */
@NamedInterface("xplan")
@NullMarked
package org.allmende.geo.xplan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
