package org.allmende.services;

/** How surely one must be known to apply (Vertrauensniveau, eIDAS). */
public enum Identification {
    NONE,
    SUBSTANTIAL,
    HIGH
}
