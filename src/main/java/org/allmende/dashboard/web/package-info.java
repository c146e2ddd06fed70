/** The public pages of the measurements, and what can be taken from them. */
@NullMarked
package org.allmende.dashboard.web;

import org.jspecify.annotations.NullMarked;
