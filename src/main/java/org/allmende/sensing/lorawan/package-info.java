/** Uplinks of LoRaWAN networks, and the codecs that read their payloads: docs/adr/0038-lorawan.md. */
@NullMarked
package org.allmende.sensing.lorawan;

import org.jspecify.annotations.NullMarked;
