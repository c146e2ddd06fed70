/** The PostgreSQL server that the platform brings along, and the backup of any PostgreSQL it runs on. */
@NullMarked
package org.allmende.platform.postgres;

import org.jspecify.annotations.NullMarked;
