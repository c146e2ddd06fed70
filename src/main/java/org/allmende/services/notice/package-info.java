/** Bescheid and letter: templates of blocks and fields, without logic. */
@NamedInterface("notice")
@NullMarked
package org.allmende.services.notice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
