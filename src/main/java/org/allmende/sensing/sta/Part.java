package org.allmende.sensing.sta;

import java.util.List;
import java.util.stream.Stream;

/** The two parts of SensorThings, each with a root of its own: sensing (OGC 18-088) and, beside the same things, tasking (OGC 17-079r1). */
public enum Part {
    SENSING("/sta/"),
    TASKING("/sta-tasking/");

    private final String path;

    Part(String path) {
        this.path = path;
    }

    /** Of its root, before the version, with slashes round it. */
    public String path() {
        return path;
    }

    /** Sensing shows nothing of what can be switched. */
    boolean has(EntityType type) {
        return this == TASKING || !type.isTasking();
    }

    List<EntityType> types() {
        return Stream.of(EntityType.values()).filter(this::has).toList();
    }

    /** To which a path behind the version leads that does not say its root, as the topics of MQTT do not. */
    public static Part ofPath(String path) {
        return Stream.of(EntityType.values())
                        .filter(EntityType::isTasking)
                        .anyMatch(it -> path.matches("(.*\\)/)?" + it.set() + "(\\W.*)?"))
                ? TASKING
                : SENSING;
    }

    static Part ofRoot(String root) {
        return root.contains(TASKING.path) ? TASKING : SENSING;
    }

    /** Fails with {@link Refusal} if more is to be expanded than it has. */
    void check(EntityType type, Query query) {
        query.expand().forEach((name, inner) -> {
            var target = type.link(name)
                    .map(Link::target)
                    .filter(this::has)
                    .orElseThrow(() -> Refusal.bad("%s has no link %s.", type.single(), name));
            check(target, inner);
        });
    }
}
