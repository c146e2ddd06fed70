package org.allmende.sensing.sta;

import org.allmende.sensing.sta.Reader.Source;
import org.jspecify.annotations.Nullable;

/** Where an address leads: to all of a source, or to one of it. */
record Place(Source source, boolean one, @Nullable String id) {

    /** Fails with {@link Refusal} if it leads nowhere in this part. */
    static Place of(Address address, Part part, Reader reader) {
        var first = address.steps().getFirst();
        var type = EntityType.ofSet(first.name())
                .filter(part::has)
                .orElseThrow(() -> Refusal.notFound("There is no entity set %s.", first.name()));
        var source = Source.all(type);
        boolean one = first.id() != null;
        for (int i = 1; i < address.steps().size(); i++) {
            var step = address.steps().get(i);
            var from = source;
            var link = from.type()
                    .link(step.name())
                    .filter(it -> part.has(it.target()))
                    .orElseThrow(() ->
                            Refusal.notFound("%s has no link %s.", from.type().single(), step.name()));
            if (!one) {
                throw Refusal.notFound(
                        "Say which of the %s is meant.", from.type().set());
            }
            var key = reader.follow(from, address.steps().get(i - 1).id(), link)
                    .orElseThrow(() ->
                            Refusal.notFound("There is no such %s.", from.type().single()));
            source = new Source(link.target(), link, key);
            one = step.id() != null || !link.many();
        }
        return new Place(source, one, address.steps().getLast().id());
    }

    /** The one; refused if it is not there. */
    Entity entity(Reader reader, Query query) {
        return reader.find(source, id, query)
                .orElseThrow(() ->
                        Refusal.notFound("There is no such %s.", source.type().single()));
    }
}
