/** PostgreSQL: three roles, migrations per module, and the tenant of each transaction. */
@NullMarked
package org.allmende.platform.database;

import org.jspecify.annotations.NullMarked;
