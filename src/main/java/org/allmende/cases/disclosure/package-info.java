/** What we hold about somebody, for that person (Art. 15 GDPR). */
@NullMarked
package org.allmende.cases.disclosure;

import org.jspecify.annotations.NullMarked;
