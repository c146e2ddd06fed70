package org.allmende.services;

import java.util.List;
import java.util.Optional;
import org.allmende.services.form.Text;

/**
 * What the catalogue knows of a service, wherever and however one gets it.
 *
 * @param name short name, also the last part of addresses
 * @param leika 14-digit key in the Leistungskatalog, where it has one
 * @param office kind of the office that is responsible; empty when it is none of the region's
 * @param countys whether that is an office of the county
 * @param fee what it costs in words; empty for nothing
 */
public record Profile(
        String name,
        Optional<String> leika,
        List<Law> law,
        Description description,
        Classification classification,
        String office,
        boolean countys,
        List<Document> documents,
        Text fee) {

    public Profile {
        law = List.copyOf(law);
        documents = List.copyOf(documents);
    }

    static Profile of(ServicePackage pack) {
        return new Profile(
                pack.name(),
                pack.identity().leika(),
                pack.law(),
                pack.description(),
                pack.classification(),
                pack.responsibility().office(),
                pack.responsibility().isCountys(),
                pack.documents(),
                pack.fee().note());
    }

    /** Whether it can be had there. */
    boolean holdsIn(Land land) {
        return Law.allow(law, land);
    }
}
