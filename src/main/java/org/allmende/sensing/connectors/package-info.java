/** Measured values that we fetch from others: gauges, weather, parking, tables (docs/adr/0046-connectors.md). */
@NullMarked
package org.allmende.sensing.connectors;

import org.jspecify.annotations.NullMarked;
