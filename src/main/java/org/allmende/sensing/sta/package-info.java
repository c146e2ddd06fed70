/** The language of SensorThings 1.1 (OGC 18-088): addresses and queries read into records, records into SQL, rows into JSON. */
@NullMarked
package org.allmende.sensing.sta;

import org.jspecify.annotations.NullMarked;
