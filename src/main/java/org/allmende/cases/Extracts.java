package org.allmende.cases;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.PlanType;
import org.allmende.services.form.Question;
import org.allmende.services.form.Value;
import org.springframework.stereotype.Component;

/**
 * What applications of one kind say, without who sent them: only what the package names in {@code extract} is read. So a council
 * gets to know the statements on a plan (§ 1 Abs. 7, § 3 Abs. 2 BauGB).
 */
@Component
public class Extracts {

    private final Cases cases;
    private final Services services;

    Extracts(Cases cases, Services services) {
        this.cases = cases;
        this.services = services;
    }

    /**
     * All that was said about one thing.
     *
     * @param id as the form's list of plans sends it; empty where the form asks for no plan
     * @param title in words; empty as well
     */
    public record Topic(String id, String title, List<Statement> statements) {}

    /**
     * One application.
     *
     * @param number counted from 1 in the order of receipt
     * @param inTime whether it came within the period; empty where that is not known
     * @param answers by path, empty where none was given
     */
    public record Statement(int number, LocalDate received, Optional<Boolean> inTime, Map<String, String> answers) {}

    /** The questions that are shown of each, in their order: all but the one for the plan, which is the heading. */
    public static List<Question> questions(ServicePackage pack) {
        return pack.extract().stream()
                .flatMap(path -> pack.form().findQuestion(path).stream())
                .filter(question -> !(question.type() instanceof PlanType))
                .toList();
    }

    /**
     * What these offices have, closed cases too, by topic; in the running transaction of the tenant.
     *
     * @param offices {@code *} stands for all of the tenant
     * @param pack says which answers may be read
     */
    public List<Topic> list(Set<String> offices, ServicePackage pack, String lang) {
        var topics = new LinkedHashMap<String, Topic>();
        for (var it : cases.listStanding(offices, pack.name())) {
            var received = GermanDates.dayOf(it.submitted());
            var run = services.get(it.tenant(), it.service(), it.version()).run(Answers.parse(it.answers()), received);
            var plan = pack.extract().stream()
                    .flatMap(path -> run.form().findQuestion(path).stream())
                    .filter(question -> question.type() instanceof PlanType)
                    .findFirst();
            var chosen = plan.flatMap(run::findAnswer);
            var topic = topics.computeIfAbsent(
                    plan.flatMap(question -> chosen.map(value -> id(question, value)))
                            .orElse(""),
                    id -> new Topic(
                            id, plan.map(question -> run.show(question, lang)).orElse(""), new ArrayList<>()));
            topic.statements()
                    .add(new Statement(
                            topic.statements().size() + 1,
                            received,
                            chosen.flatMap(PlanType::until).map(until -> !received.isAfter(until)),
                            answers(pack, run, lang)));
        }
        return List.copyOf(topics.values());
    }

    private static String id(Question question, Value value) {
        return String.join("", question.type().typed(value).getOrDefault("", List.of()));
    }

    private static Map<String, String> answers(ServicePackage pack, FormRun run, String lang) {
        var answers = new LinkedHashMap<String, String>();
        for (var question : questions(pack)) {
            answers.put(
                    question.path(),
                    run.form()
                            .findQuestion(question.path())
                            .map(asked -> run.show(asked, lang))
                            .orElse(""));
        }
        return answers;
    }
}
