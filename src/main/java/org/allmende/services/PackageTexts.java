package org.allmende.services;

import java.util.LinkedHashMap;
import java.util.Map;
import org.allmende.services.form.ConsentType;
import org.allmende.services.form.Form;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.allmende.services.form.Text;

/**
 * The texts of a package that a municipality may say in its own words, each with its stable path: {@code texts.summary}, {@code
 * documents.ausweis.hint}, {@code form.ehe.title}, {@code form.ehe/ort.hint}. The name stays, so that people find the service;
 * a sentence that somebody agrees to stays, since it is what was agreed to; law, fees and letters stay, since they bind.
 */
public final class PackageTexts {

    private PackageTexts() {}

    /** Gives a text its place in a package; the same text leaves it as it is. */
    interface Rewriting {
        Text text(String path, Text original);
    }

    /** By path, in the order of the pages; empty ones included, since a hint may be added. */
    public static Map<String, Text> of(ServicePackage pack) {
        var texts = new LinkedHashMap<String, Text>();
        with(pack, (path, original) -> {
            texts.put(path, original);
            return original;
        });
        return texts;
    }

    static ServicePackage with(ServicePackage pack, Rewriting by) {
        var description = pack.description();
        return new ServicePackage(
                pack.identity(),
                pack.law(),
                new Description(
                        description.title(),
                        by.text("texts.summary", description.summary()),
                        by.text("texts.about", description.about()),
                        by.text("texts.applicants", description.applicants()),
                        by.text("texts.duration", description.duration()),
                        description.words(),
                        description.easy(),
                        description.faq()),
                pack.classification(),
                pack.responsibility(),
                pack.documents().stream()
                        .map(one -> new Document(
                                one.id(), one.name(), by.text("documents." + one.id() + ".hint", one.hint())))
                        .toList(),
                pack.fee(),
                pack.identification(),
                pack.outcome(),
                pack.retention(),
                pack.target(),
                pack.deadlines(),
                pack.parameters(),
                form(pack.form(), by),
                pack.process(),
                pack.notices(),
                pack.samples(),
                pack.extract(),
                pack.digest());
    }

    private static Form form(Form form, Rewriting by) {
        return form.withSteps(form.steps().stream().map(step -> step(step, by)).toList());
    }

    private static Step step(Step step, Rewriting by) {
        var path = "form." + step.id();
        return new Step(
                step.id(),
                step.chapter(),
                by.text(path + ".title", step.title()),
                by.text(path + ".intro", step.intro()),
                step.when(),
                step.ends(),
                step.questions().stream()
                        .map(question -> question(question, by))
                        .toList(),
                step.variants());
    }

    private static Question question(Question question, Rewriting by) {
        var path = "form." + question.path();
        return question.type() instanceof ConsentType || !question.asks()
                ? question
                : question.withWords(
                        by.text(path + ".label", question.label()), by.text(path + ".hint", question.hint()));
    }
}
