package org.allmende.services.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Adds an entry to a group on a page, or takes one away, in what the browser sent; whatever was typed stays. */
public final class Entries {

    /** What a button sends with the group's input behind it, {@code mehr:kinder}. */
    public static final String MORE = "mehr:";

    /** With the entry's: {@code weniger:kinder.0}. */
    public static final String FEWER = "weniger:";

    private static final Pattern COMMAND = Pattern.compile("(mehr|weniger):([a-z0-9_.]{1,100}?)(?:\\.([0-9]{1,3}))?");

    /**
     * What the page shows then.
     *
     * @param at the id on the page of what is to be seen: the new entry, or the group
     */
    public record Changed(Map<String, List<String>> posted, String at) {}

    private Entries() {}

    /** Empty when the command is none, or none for this step. */
    public static Optional<Changed> change(
            List<Question> questions, Map<String, List<String>> posted, @Nullable String command) {
        var matcher = COMMAND.matcher(command == null ? "" : command);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var name = matcher.group(2);
        var entry = matcher.group(3);
        return find("", questions, name)
                .filter(group -> group.repeats() != null && matcher.group(1).equals("mehr") == (entry == null))
                .map(group -> entry == null
                        ? more(group, name, posted)
                        : fewer(group, name, posted, Integer.parseInt(entry)));
    }

    private static Optional<GroupType> find(String prefix, List<Question> questions, String name) {
        for (var question : questions) {
            var input = prefix + question.id();
            if (question.type() instanceof GroupType group) {
                var found = input.equals(name) ? Optional.of(group) : find(input + ".", group.questions(), name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Changed more(GroupType group, String name, Map<String, List<String>> posted) {
        int entries = group.entries(Posting.of(name, posted));
        var changed = new LinkedHashMap<>(posted);
        changed.put(name + "." + GroupType.COUNT, List.of(String.valueOf(entries + 1)));
        int shown = group.entries(Posting.of(name, changed));
        return new Changed(changed, name + "." + (shown - 1));
    }

    private static Changed fewer(GroupType group, String name, Map<String, List<String>> posted, int gone) {
        int entries = group.entries(Posting.of(name, posted));
        if (gone >= entries) {
            return new Changed(posted, name);
        }
        var changed = new LinkedHashMap<>(posted);
        changed.keySet().removeIf(input -> input.startsWith(name + "."));
        for (int i = 0; i < entries; i++) {
            if (i != gone) {
                var to = "%s.%d.".formatted(name, i < gone ? i : i - 1);
                Posting.below(posted, "%s.%d.".formatted(name, i))
                        .forEach((input, texts) -> changed.put(to + input, texts));
            }
        }
        changed.put(name + "." + GroupType.COUNT, List.of(String.valueOf(entries - 1)));
        return new Changed(changed, name);
    }
}
