package org.allmende.services.form;

import java.util.List;
import java.util.Optional;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One page of a form, about one thing.
 *
 * @param chapter id of the chapter it belongs to
 * @param variants other titles and intros, the first that holds; conditions read earlier steps
 * @param ends the form ends here, kindly and without an application: another office is responsible
 */
public record Step(
        String id,
        String chapter,
        Text title,
        Text intro,
        @Nullable Expression when,
        boolean ends,
        List<Question> questions,
        List<Variant> variants) {

    public Step {
        questions = List.copyOf(questions);
        variants = List.copyOf(variants);
    }

    /** With the words that earlier answers call for. */
    Step told(Scope scope) {
        return Variant.first(variants, scope)
                .map(it ->
                        new Step(id, chapter, it.headingOr(title), it.remarkOr(intro), when, ends, questions, variants))
                .orElse(this);
    }

    public Optional<Question> findQuestion(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }
}
