package org.allmende.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import org.allmende.platform.feel.Feel;
import org.allmende.services.bpmn.BpmnCheck;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Form;
import org.junit.jupiter.api.Test;

class PackagesDocTest {

    @Test
    void theFormatsPageNamesEverythingThatAuthorsMayWrite() throws IOException {
        var page = Files.readString(Path.of("docs/packages.md")).replaceAll("\\s+", " ");
        var words = new ArrayList<String>();
        words.addAll(new QuestionTypes(new Expressions(new Problems())).words());
        words.addAll(FilesType.KINDS.keySet());
        words.addAll(Feel.functions());
        words.addAll(BpmnCheck.TASKS);
        words.addAll(NoticeFields.OF_CASE);
        words.addAll(NoticeFields.TABLES);
        for (var role : Form.Role.values()) {
            words.add(role.name().toLowerCase(Locale.ROOT));
        }
        for (var kind : Parameter.Kind.values()) {
            words.add(kind.name().toLowerCase(Locale.ROOT));
        }
        for (var kind : Outcome.Kind.values()) {
            words.add(kind.name().toLowerCase(Locale.ROOT));
        }

        assertThat(words).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
    }
}
