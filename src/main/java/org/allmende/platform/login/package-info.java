/** Who may do what: accounts, roles, log-in, and the guard on every route. */
@NullMarked
package org.allmende.platform.login;

import org.jspecify.annotations.NullMarked;
