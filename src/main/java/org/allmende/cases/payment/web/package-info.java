@NullMarked
package org.allmende.cases.payment.web;

import org.jspecify.annotations.NullMarked;
