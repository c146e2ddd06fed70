package org.allmende.sensing.sta;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.allmende.sensing.DeviceCommands;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber hears of (OGC 18-088 §14.2): a set {@code v1.1/Datastreams(1)/Observations}, with {@code ?$select=result} if
 * it wants only some of it, an entity {@code v1.1/Things(1)}, or a property of one, {@code v1.1/Things(1)/name}. A device hears of
 * its tasks at {@code v1.1/TaskingCapabilities(1)/Tasks}, and of what its tenant says otherwise at {@code commands/…}.
 */
public final class Topic {

    private static final Pattern FORM = Pattern.compile("(v1\\.[01])/([^?]+)(?:\\?(.*))?");
    private static final Pattern COMMANDS = Pattern.compile("v1\\.1/TaskingCapabilities\\((\\d{1,18})\\)/Tasks");
    private static final int LONGEST = 500;

    final String version;
    final String path;
    final Map<String, String> options;
    final Query query;
    final Address address;

    private Topic(String version, String path, Map<String, String> options) {
        this.version = version;
        this.path = path;
        this.options = options;
        this.query = Query.parse(options);
        this.address = Address.parse(path);
    }

    /** Fails with {@link Refusal} if nobody could hear of it. */
    public static Topic parse(String text) {
        if (DeviceCommands.isTopic(text)) {
            return new Topic(text, "", Map.of());
        }
        var form = FORM.matcher(text);
        if (form.matches() && Part.ofPath(form.group(2)) == Part.TASKING && !isCommand(text)) {
            throw Refusal.bad("A device hears of its tasks at v1.1/TaskingCapabilities(1)/Tasks.");
        }
        if (text.length() > LONGEST || !form.matches()) {
            throw Refusal.bad("A topic is such as v1.1/Datastreams(1)/Observations.");
        }
        var options = Options.parse(form.group(3));
        if (!Set.of("$select").containsAll(options.keySet())) {
            throw Refusal.bad("The only option of a topic is $select.");
        }
        var topic = new Topic(form.group(1), form.group(2), options);
        if (topic.address.isRoot() || !topic.address.tail().isEmpty()) {
            throw Refusal.bad("A topic is a set, an entity or a property of one.");
        }
        return topic;
    }

    /** Where a device hears of its tasks. */
    public static String commands(long capability) {
        return "v1.1/TaskingCapabilities(" + capability + ")/Tasks";
    }

    /** Whether the service has nothing to tell of it: only what is said to devices comes there. */
    public boolean isForDevices() {
        return address.isRoot() || capability() != null;
    }

    /** Whether it is the topic of some capability's tasks, which only its device hears. */
    public static boolean isCommand(String text) {
        return COMMANDS.matcher(text).matches();
    }

    /** Whose tasks it wants; null if it wants another thing. */
    public @Nullable Long capability() {
        var form = COMMANDS.matcher(version + "/" + path);
        return form.matches() ? Long.valueOf(form.group(1)) : null;
    }

    /** Whether new entities are told of: a set is named last. */
    boolean isSet() {
        if (address.isRoot()) {
            return false;
        }
        var last = address.steps().getLast();
        return address.property().isEmpty()
                && last.id() == null
                && EntityType.ofSet(last.name()).isPresent();
    }

    /** The datastream of which it wants new observations; null if it wants another thing or those of several. */
    public @Nullable Integer datastream() {
        var steps = address.steps();
        if (!wantsObservations() || steps.size() < 2) {
            return null;
        }
        var owner = steps.get(steps.size() - 2);
        return owner.name().equals("Datastreams")
                        && owner.id() != null
                        && owner.id().matches("\\d{1,7}")
                ? Integer.valueOf(owner.id())
                : null;
    }

    /** Whether new observations belong to it. */
    public boolean wantsObservations() {
        return isSet() && address.steps().getLast().name().equals("Observations");
    }

    /** The set of entities, as it is named in {@link Event#set}; what a link to one leads to is known by its name. */
    String set() {
        var name = address.steps().getLast().name();
        return EntityType.ofSet(name)
                .or(() -> java.util.stream.Stream.of(EntityType.values())
                        .filter(it -> it.single().equals(name))
                        .findFirst())
                .map(EntityType::set)
                .orElse("");
    }
}
