/** E-mails that people order: asked for, confirmed by whoever reads the address, ended by a link in each of them. */
@NullMarked
package org.allmende.platform.subscription;

import org.jspecify.annotations.NullMarked;
