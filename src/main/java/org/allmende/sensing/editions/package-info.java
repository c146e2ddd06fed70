/** What is published of datastreams that are not: later, as means, without small numbers, somewhere near (docs/adr/0047-quality.md). */
@NamedInterface("editions")
@NullMarked
package org.allmende.sensing.editions;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
