package org.allmende.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.allmende.Findings;
import org.allmende.Sources;
import org.allmende.platform.database.Migrations;
import org.junit.jupiter.api.Test;

class SqlTest {

    private static final Pattern TABLE = Pattern.compile(
            "(?i)\\b(?:from|join|into|update|table|truncate|references|only)\\s+\"?(%s|engine)\"?\\.\"?[a-z_]+"
                    .formatted(String.join("|", Migrations.SCHEMAS)));

    private static final Pattern PUT_TOGETHER =
            Pattern.compile("(?s)\\.sql\\(\\s*[^\"\\s)][^)]*\\+|\\.sql\\(\"[^\"]*\"\\s*\\+");

    @Test
    void tablesOfASchemaAreNamedOnlyInItsModule() {
        var findings = new Findings();
        for (var file : sources()) {
            var found = TABLE.matcher(file.text());
            while (found.find()) {
                var schema = found.group(1).toLowerCase(java.util.Locale.ROOT);
                var owner = schema.equals("engine") ? "cases" : schema;
                findings.addIf(
                        !moduleOf(file.path()).equals(owner),
                        "%s:%d names %s",
                        file.path(),
                        file.lineOf(found.start()),
                        found.group().replaceAll("\\s+", " "));
            }
        }
        findings.expectNone("whoever changes a table finds all that read it in one module");
    }

    @Test
    void sqlIsNeverPutTogetherFromPieces() {
        var findings = new Findings();
        for (var file : Sources.in("src/main/java", ".java")) {
            var found = PUT_TOGETHER.matcher(file.text());
            while (found.find()) {
                findings.add("%s:%d puts SQL together", file.path(), file.lineOf(found.start()));
            }
        }
        findings.expectNone("parameters are the only way for a value into SQL");
    }

    private static List<Sources.File> sources() {
        return Sources.in("src/main", ".java", ".sql");
    }

    private static String moduleOf(String path) {
        return path.replaceFirst("^src/main/(java/org/allmende|java/db|resources/db)/([^/]+)/.*", "$2");
    }
}
