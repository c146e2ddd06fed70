/** Pages on which citizens apply and follow their case, and on which clerks work. */
@NullMarked
package org.allmende.cases.web;

import org.jspecify.annotations.NullMarked;
