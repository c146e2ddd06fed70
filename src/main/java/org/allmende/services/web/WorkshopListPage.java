package org.allmende.services.web;

import java.util.List;
import org.allmende.services.LightDrafts;

/** The services that are being described here, and those of others that wait to be published. */
public record WorkshopListPage(List<Row> own, List<Row> handedIn) {

    /** @param changed the day of the last change */
    public record Row(String title, String tenant, String href, LightDrafts.State state, String changed) {}
}
