/** The pages on which an order of e-mails is confirmed and ended, and what the modules' forms for it have in common. */
@NullMarked
package org.allmende.platform.subscription.web;

import org.jspecify.annotations.NullMarked;
