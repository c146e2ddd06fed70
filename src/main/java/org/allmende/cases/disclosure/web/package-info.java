/** Where people get what is held about them, and where the office finds it. */
@NullMarked
package org.allmende.cases.disclosure.web;

import org.jspecify.annotations.NullMarked;
