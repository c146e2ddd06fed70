/** What citizens see of services: front page, portals, service pages. */
@NullMarked
package org.allmende.services.web;

import org.jspecify.annotations.NullMarked;
