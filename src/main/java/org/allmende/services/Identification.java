package org.allmende.services;

/** How surely one must be known to apply (Vertrauensniveau, Art. 8 VO (EU) 910/2014, eIDAS). */
public enum Identification {
    NONE,
    SUBSTANTIAL,
    HIGH;

    /** Whether who is known so surely may do what needs this other level. */
    public boolean covers(Identification needed) {
        return compareTo(needed) >= 0;
    }
}
