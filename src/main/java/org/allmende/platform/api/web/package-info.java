/** The description of the interface, as a page and as an OpenAPI document. */
@NullMarked
package org.allmende.platform.api.web;

import org.jspecify.annotations.NullMarked;
