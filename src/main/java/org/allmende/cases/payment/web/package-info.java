/** The cashier's list, and the pages on which citizens pay. */
@NullMarked
package org.allmende.cases.payment.web;

import org.jspecify.annotations.NullMarked;
