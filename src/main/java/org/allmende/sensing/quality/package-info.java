/** What is odd about a value: flags that are stored with it, never a deletion (docs/adr/0047-quality.md). */
@NamedInterface("quality")
@NullMarked
package org.allmende.sensing.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
