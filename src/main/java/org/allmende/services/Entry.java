package org.allmende.services;

/** A service that people look for here although no package offers it. */
public record Entry(Profile profile, Way way) {

    @Override
    public String toString() {
        return profile.name();
    }
}
