package org.allmende.services.form;

import java.util.List;
import java.util.Map;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/**
 * What kind of answer a question wants. A new type is one record beside these, one line in the package reader and one
 * template; everything else works with this interface.
 */
public sealed interface QuestionType
        permits AddressType,
                ChoiceType,
                ChoicesType,
                ConsentType,
                DateType,
                EmailType,
                FilesType,
                GroupType,
                IbanType,
                InformationType,
                LongTextType,
                MoneyType,
                NameType,
                NumberType,
                PhoneType,
                PlaceType,
                PlanType,
                PointType,
                TextType,
                YesNoType {

    /** The word for it in {@code form.yaml}. */
    String word();

    /** The names of its inputs; a single one has the empty name. */
    default List<String> parts() {
        return List.of("");
    }

    /** The names of its inputs on a page with these; they are more where entries have been added. */
    default List<String> parts(Map<String, List<String>> fields) {
        return parts();
    }

    /** The questions it is made of; none for most. */
    default List<Question> inner() {
        return List.of();
    }

    /** Understands what was typed, or says what is wrong with it. */
    Posting.Reading read(Posting posting);

    /** As expressions see an answer: as {@link Value#feel}, with every name that an answer of this type can have. */
    default Object feel(Value value) {
        return value.feel();
    }

    /** What is left of an answer by what is asked now. */
    default Value kept(Value value, Scope scope) {
        return value;
    }

    /** The answer as people read it. */
    String show(Value value, String language, Setting setting);

    /** The answer as its inputs show it again, by part. */
    Map<String, List<String>> typed(Value value);

    /** An answer with every part filled, on which expressions are tried. */
    Value sample();

    /** What expressions see while there is no answer: nothing, or for an answer with parts a map of them with nothing. */
    default @Nullable Object unanswered() {
        return null;
    }

    /** The part that an error about the whole question points to. */
    default String firstPart() {
        return parts().getFirst();
    }

    /** The message for a required question without an answer. */
    default Posting.Fault missing(Text called) {
        return new Posting.Fault(firstPart(), Wording.text("error." + word() + ".missing", called));
    }
}
