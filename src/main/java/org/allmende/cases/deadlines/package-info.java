/** Deadlines by law: how they are counted, when they stand still, and what a case's clocks show (§§ 187–193 BGB, § 31 VwVfG). */
@NamedInterface("deadlines")
@NullMarked
package org.allmende.cases.deadlines;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
