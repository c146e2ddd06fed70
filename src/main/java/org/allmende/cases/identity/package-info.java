/** Whether people are who they say they are: the citizen account, what it told about a draft, and what a case keeps of it. */
@NamedInterface("identity")
@NullMarked
package org.allmende.cases.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
