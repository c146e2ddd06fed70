/** SensorThings over MQTT (OGC 18-088 §14): docs/adr/0037-mqtt.md. */
@NullMarked
package org.allmende.sensing.mqtt;

import org.jspecify.annotations.NullMarked;
