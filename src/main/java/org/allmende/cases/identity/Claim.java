package org.allmende.cases.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allmende.platform.login.Secret;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Value;

/** Who the applicant is, as they say in the form. What the form does not ask is empty. */
record Claim(String givenNames, String familyName, String birthDate) {

    static Claim of(FormRun run) {
        return new Claim(
                answer(run, Form.Role.GIVEN_NAMES),
                answer(run, Form.Role.FAMILY_NAME),
                answer(run, Form.Role.BIRTH_DATE));
    }

    private static String answer(FormRun run, Form.Role role) {
        return run.find(role).map(Value::feel).map(Object::toString).orElse("");
    }

    /** What the identity card says otherwise, of all that the form asks. */
    List<Form.Role> differences(Proof proof) {
        var differ = new ArrayList<Form.Role>();
        if (differ(givenNames, proof.givenNames())) {
            differ.add(Form.Role.GIVEN_NAMES);
        }
        if (differ(familyName, proof.familyName())) {
            differ.add(Form.Role.FAMILY_NAME);
        }
        if (differ(birthDate, proof.birthDate().toString())) {
            differ.add(Form.Role.BIRTH_DATE);
        }
        return differ;
    }

    private static boolean differ(String said, String shown) {
        return !said.isEmpty() && !plain(said).equals(plain(shown));
    }

    /** Case, hyphens and blanks are written now so, now so; letters and their marks are not. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Pd}]+", " ")
                .strip();
    }

    /** Changes with each of the answers. */
    String hash() {
        return Secret.hash(toString());
    }
}
