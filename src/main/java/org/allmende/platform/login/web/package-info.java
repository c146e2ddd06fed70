/** The pages on which staff log in and out. */
@NullMarked
package org.allmende.platform.login.web;

import org.jspecify.annotations.NullMarked;
