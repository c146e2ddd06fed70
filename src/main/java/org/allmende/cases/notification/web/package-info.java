/** The list of notices that are printed and posted. */
@NullMarked
package org.allmende.cases.notification.web;

import org.jspecify.annotations.NullMarked;
