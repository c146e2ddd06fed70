/** What other offices and bodies outside say to a case: asked, shown no more than they need, answered. */
@NullMarked
@NamedInterface("opinion")
package org.allmende.cases.opinion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
