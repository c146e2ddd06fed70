package org.allmende.services.form;

import java.util.List;
import java.util.Optional;
import org.allmende.services.feel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One page of a form, about one thing.
 *
 * @param chapter id of the chapter it belongs to
 * @param ends the form ends here, kindly and without an application: another office is responsible
 */
public record Step(
        String id,
        String chapter,
        Text title,
        Text intro,
        @Nullable Expression when,
        boolean ends,
        List<Question> questions) {

    public Step {
        questions = List.copyOf(questions);
    }

    public Optional<Question> findQuestion(String id) {
        return questions.stream().filter(question -> question.id().equals(id)).findFirst();
    }
}
