package org.allmende.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Regions;
import org.allmende.services.LightDraft;
import org.allmende.services.LightDrafts;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** A service that somebody in the town of the tour has described and not handed in yet. */
@OnlyInDemo
@Component
class DemoWorkshop {

    private static final String DRAFT = "/demo/lastenrad.yaml";

    private final Regions regions;
    private final LightDrafts drafts;
    private final Tenancy tenancy;

    DemoWorkshop(Regions regions, LightDrafts drafts, Tenancy tenancy) {
        this.regions = regions;
        this.drafts = drafts;
        this.tenancy = tenancy;
    }

    /** Once; whoever has deleted it has no other. */
    void ensure() {
        var town = Place.ofTour(regions.current());
        tenancy.run(town.slug().value(), () -> {
            if (drafts.list().isEmpty()) {
                drafts.keep(drafts.begin(town.name()), LightDraft.parse(read()), 0);
            }
        });
    }

    private static String read() {
        try {
            return new ClassPathResource(DRAFT).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
