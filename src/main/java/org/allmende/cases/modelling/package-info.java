/** The processes of services as the Kompetenzcenter works on them: foreign models, drafts, trials, and running cases that move. */
@NullMarked
package org.allmende.cases.modelling;

import org.jspecify.annotations.NullMarked;
