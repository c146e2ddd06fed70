/** The tour, the one-click log-in and the page of all components. */
@NullMarked
package org.allmende.demo.web;

import org.jspecify.annotations.NullMarked;
