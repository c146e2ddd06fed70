package org.allmende.services;

/** A service in a tenant's catalogue, and how one gets it there. */
public record Offer(String tenant, Profile profile, Way way) {

    /** What a portal offers itself, or would. */
    public static Offer of(Service service) {
        return new Offer(service.tenant(), Profile.of(service.pack()), new Way.Online(service));
    }

    public String name() {
        return profile.name();
    }

    public boolean isOnline() {
        return way instanceof Way.Online;
    }

    /** The tenant whose office decides: the county for its services. */
    public String decider(String county) {
        return profile.countys() ? county : tenant;
    }

    @Override
    public String toString() {
        return "%s in %s (%s)".formatted(name(), tenant, way.word());
    }
}
