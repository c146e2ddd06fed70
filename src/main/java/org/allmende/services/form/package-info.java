/** Forms: steps, questions by type, answers, and the run of one citizen through one form. */
@NamedInterface("form")
@NullMarked
package org.allmende.services.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
