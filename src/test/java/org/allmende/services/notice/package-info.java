/** Letters of service packages, without Spring. */
@NullMarked
package org.allmende.services.notice;

import org.jspecify.annotations.NullMarked;
