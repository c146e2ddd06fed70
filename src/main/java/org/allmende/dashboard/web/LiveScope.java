package org.allmende.dashboard.web;

import java.util.Set;
import org.allmende.dashboard.Station;

/**
 * What a page shows, and so what it wants to hear of.
 *
 * @param tenants whose stations; empty for all
 * @param useCase empty for all
 * @param station its number; 0 for all
 */
record LiveScope(Set<String> tenants, String useCase, int station, String language) {

    boolean takes(Station it) {
        return (tenants.isEmpty() || tenants.contains(it.tenant()))
                && (useCase.isEmpty() || useCase.equals(it.useCase().id()))
                && (station == 0 || station == it.id());
    }
}
