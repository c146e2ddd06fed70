/** Region packs as people keep them, folders of YAML, CSV and GeoJSON, and their way into the database. */
@NamedInterface("pack")
@NullMarked
package org.allmende.region.pack;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
