/** Service packages, tried without Spring in milliseconds; only stores need PostgreSQL. */
@NullMarked
package org.allmende.services;

import org.jspecify.annotations.NullMarked;
