/** Error pages in the face of the tenant. */
@NullMarked
package org.allmende.platform.operations.web;

import org.jspecify.annotations.NullMarked;
