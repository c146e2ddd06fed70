package org.allmende.services.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What was made of the inputs of one entry of a group.
 *
 * @param faults what is wrong, and beside it what is missing, in the order of the page, so that it is all said at once
 */
record EntryReading(Value.Entry entry, List<Posting.Fault> faults, boolean isWrong, boolean isEmpty) {

    static EntryReading of(GroupType group, String prefix, Posting posting) {
        var answers = new LinkedHashMap<String, Value>();
        var readings = new LinkedHashMap<Question, Posting.Reading>();
        var own = group.own(Value.Entry.EMPTY);
        var scope = posting.scope().with(GroupType.OWN, own);
        var fields = Posting.below(posting.fields(), prefix);
        for (var question : group.questions()) {
            if (!question.isAsked(scope)) {
                continue;
            }
            var inner = new Posting(question.called(), question.fields(fields), List.of(), posting.setting(), scope);
            var reading = question.type().read(inner);
            readings.put(question, reading);
            if (reading instanceof Posting.Reading.Understood understood) {
                answers.put(question.id(), understood.value());
                own.put(question.id(), question.type().feel(understood.value()));
            }
        }
        var faults = new ArrayList<Posting.Fault>();
        readings.forEach((question, reading) -> {
            var found = reading instanceof Posting.Reading.Wrong wrong
                    ? wrong.faults()
                    : Validation.broken(question, answers.get(question.id()), scope);
            found.forEach(fault -> faults.add(fault.in(prefix, question)));
        });
        return new EntryReading(
                new Value.Entry(answers),
                faults,
                readings.values().stream().anyMatch(Posting.Reading.Wrong.class::isInstance),
                readings.entrySet().stream().allMatch(it -> isNothing(it.getKey(), it.getValue())));
    }

    /** A box that was not ticked is no answer here. */
    private static boolean isNothing(Question question, Posting.Reading reading) {
        return reading instanceof Posting.Reading.Empty
                || (question.type() instanceof ConsentType
                        && reading.equals(Posting.Reading.of(new Value.YesNo(false))));
    }
}
