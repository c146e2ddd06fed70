package org.allmende.cases;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.ConsentType;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Question;
import org.allmende.services.form.Value;
import org.springframework.stereotype.Component;

/**
 * Begins an application with answers of an earlier one, for whoever holds the key of that one and asks for it. A consent is
 * never taken along, since it was given for something else; nor are files, which belong to the office by now.
 */
@Component
public class EarlierAnswers {

    /** What tells about a person whatever they apply for. */
    private static final Set<Form.Role> PERSON = EnumSet.complementOf(EnumSet.of(Form.Role.ELECTRONIC));

    private final Tenancy tenancy;
    private final Drafts drafts;
    private final Services services;
    private final Clock clock;

    EarlierAnswers(Tenancy tenancy, Drafts drafts, Services services, Clock clock) {
        this.tenancy = tenancy;
        this.drafts = drafts;
        this.services = services;
        this.clock = clock;
    }

    /** A new draft in the portal of the earlier one: for the same service with all answers that still hold, else with those about the person. */
    public Draft begin(Case earlier, Service next, String lang, AccessCode code) {
        var today = GermanDates.today(clock);
        var run = run(earlier, today);
        var fresh = next.run(Answers.NONE, today);
        var answers = earlier.service().equals(next.pack().name()) ? all(run, fresh) : person(run, fresh);
        return tenancy.as(earlier.portal(), () -> {
            var draft = drafts.begin(next.pack().name(), next.pack().version().toString(), lang, code);
            if (answers.isEmpty()) {
                return draft;
            }
            return drafts.take(
                    draft,
                    answers,
                    new Taken(earlier.submitted(), List.copyOf(answers.values().keySet())));
        });
    }

    /** The labels of what is known about the person and would be taken along. */
    public List<Question> listAboutPerson(Case earlier) {
        var run = run(earlier, GermanDates.today(clock));
        return PERSON.stream()
                .flatMap(role -> run.form().findPath(role).stream())
                .flatMap(path -> run.form().findQuestion(path).stream())
                .filter(question -> run.findAnswer(question).isPresent())
                .toList();
    }

    private FormRun run(Case earlier, LocalDate today) {
        return services.get(earlier.portal(), earlier.service(), earlier.version())
                .run(Answers.parse(earlier.answers()), today);
    }

    private static Answers person(FormRun earlier, FormRun next) {
        var answers = Answers.NONE;
        for (var role : PERSON) {
            var question = next.form().findPath(role).flatMap(next.form()::findQuestion);
            var value = earlier.find(role);
            if (question.isPresent() && value.isPresent() && takes(question.get(), value.get(), next)) {
                answers = answers.with(question.get().path(), value.get());
            }
        }
        return answers;
    }

    private static Answers all(FormRun earlier, FormRun next) {
        return earlier.submitted().only(path -> {
            var question = next.form().findQuestion(path);
            return question.isPresent()
                    && takes(question.get(), earlier.answers().find(path).orElseThrow(), next);
        });
    }

    private static boolean takes(Question question, Value value, FormRun next) {
        return !(question.type() instanceof ConsentType)
                && !(value instanceof Value.Files)
                && FormMove.reads(question, value, next);
    }
}
