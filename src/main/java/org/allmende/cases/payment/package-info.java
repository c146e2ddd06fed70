/** What applicants owe and pay: demands, payments, payment services, the list of the cashier. */
@NullMarked
@NamedInterface("payment")
package org.allmende.cases.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
