/** Forms of service packages, without Spring. */
@NullMarked
package org.allmende.services.form;

import org.jspecify.annotations.NullMarked;
