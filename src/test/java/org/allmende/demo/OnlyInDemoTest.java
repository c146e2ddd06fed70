package org.allmende.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

class OnlyInDemoTest {

    @Test
    void nothingOfTheDemoRunsElsewhereButTheGuard() {
        classes()
                .that()
                .areMetaAnnotatedWith(Component.class)
                .and()
                .doNotHaveSimpleName("DemoGuard")
                .should()
                .beAnnotatedWith(OnlyInDemo.class)
                .because("outside the demo its accounts, stories and addresses do not exist")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.allmende.demo"));
    }
}
