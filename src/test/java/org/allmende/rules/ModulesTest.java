package org.allmende.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.allmende.Allmende;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.allmende");

    private static final ApplicationModules MODULES = ApplicationModules.of(Allmende.class);

    /** Each may know those before it. */
    private static final List<String> ORDER =
            List.of("platform", "region", "services", "cases", "sensing", "measures", "dashboard", "geo", "demo");

    @Test
    void modulesUseOnlyWhatOthersShow() {
        MODULES.verify();
    }

    @Test
    void everyModuleHasItsPlaceInTheOrder() {
        assertThat(MODULES.stream()
                        .map(module -> module.getIdentifier().toString())
                        .toList())
                .as("a new module is put into the order of this test, and into ARCHITECTURE.md")
                .containsExactlyInAnyOrderElementsOf(ORDER);
    }

    @Test
    void arrowsRunOneWay() {
        for (var module : ORDER) {
            for (var later : ORDER.subList(ORDER.indexOf(module) + 1, ORDER.size())) {
                noClasses()
                        .that()
                        .resideInAPackage("org.allmende." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.allmende." + later + "..")
                        .because("%s stands below %s".formatted(module, later))
                        .check(CLASSES);
            }
        }
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("org.allmende.(**)")
                .should()
                .beFreeOfCycles()
                .because("a circle of packages is one package in disguise")
                .check(CLASSES);
    }

    @Test
    void onlyTheEdgeTouchesTheServletApi() {
        noClasses()
                .that(resideInAPackage("org.allmende..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("..web.."))))
                .and()
                .resideOutsideOfPackages(
                        "org.allmende.platform.html..",
                        "org.allmende.platform.login..",
                        "org.allmende.platform.operations..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.servlet..")
                .because("what is decided must not depend on how it was asked")
                .check(CLASSES);
    }
}
