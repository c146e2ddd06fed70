/** Migrations of the schema {@code cases} that need Java. */
@NullMarked
package db.cases;

import org.jspecify.annotations.NullMarked;
