package org.allmende.services;

import java.util.Optional;

/**
 * What a package is called and where it comes from.
 *
 * @param name short name, also the last part of addresses: {@code eheurkunde}
 * @param origin who maintains it: "Landkreis Marburg-Biedenkopf"
 * @param leika the service's 14-digit key in the Leistungskatalog, where it has one
 */
public record Identity(String name, Version version, String origin, Optional<String> leika) {

    @Override
    public String toString() {
        return name + " " + version;
    }
}
