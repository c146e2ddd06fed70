/** Pages for those who change processes, and for those whose cases move to a new one. */
@NullMarked
package org.allmende.cases.modelling.web;

import org.jspecify.annotations.NullMarked;
