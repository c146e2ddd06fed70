package org.allmende.cases.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.FurtherNotice;
import org.allmende.cases.FurtherNotices;
import org.allmende.cases.NewNotice;
import org.allmende.cases.NoticeCorrection;
import org.allmende.cases.PartialNotice;
import org.allmende.cases.Transfers;
import org.allmende.cases.notification.Notifications;
import org.allmende.cases.opinion.Opinion;
import org.allmende.cases.opinion.Opinions;
import org.allmende.cases.opinion.Reply;
import org.allmende.cases.visit.SiteVisit;
import org.allmende.cases.visit.SiteVisits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps of a case beside its process, as {@code antrag.json} tells them: opinions, site visits, notices about parts and new ones,
 * corrections, and from where to where it was handed on. In the running transaction of the case's tenant.
 */
@Component
class StepsJson {

    private final Opinions opinions;
    private final SiteVisits visits;
    private final FurtherNotices further;
    private final Notifications notifications;
    private final Transfers transfers;

    StepsJson(
            Opinions opinions,
            SiteVisits visits,
            FurtherNotices further,
            Notifications notifications,
            Transfers transfers) {
        this.opinions = opinions;
        this.visits = visits;
        this.further = further;
        this.notifications = notifications;
        this.transfers = transfers;
    }

    /** A file of a step, with what it belongs to: {@code opinion} or {@code visit}. */
    record StepFile(String kind, UUID file) {}

    List<StepFile> files(Case it, Handover.Scope scope) {
        var files = new ArrayList<StepFile>();
        if (scope == Handover.Scope.OFFICE) {
            opinions.list(it.id()).stream()
                    .flatMap(one -> replyFiles(one.reply()).stream())
                    .forEach(file -> files.add(new StepFile("opinion", file)));
        }
        visits.list(it.id()).stream()
                .flatMap(one -> resultFiles(one.result()).stream())
                .forEach(file -> files.add(new StepFile("visit", file)));
        return files;
    }

    private static List<UUID> replyFiles(@Nullable Reply reply) {
        return reply == null ? List.of() : reply.files();
    }

    private static List<UUID> resultFiles(SiteVisit.@Nullable Result result) {
        return result == null ? List.of() : result.files();
    }

    ObjectNode of(Case it, List<Handover.Part> parts, Handover.Scope scope) {
        var steps = CaseJson.JSON.createObjectNode();
        var asked = steps.putArray("opinions");
        opinions.list(it.id()).forEach(one -> asked.add(opinion(one, parts, scope)));
        var looked = steps.putArray("visits");
        visits.list(it.id()).forEach(one -> looked.add(visit(one, parts)));
        partials(it, steps.putArray("partialNotices"));
        anew(it, steps.putArray("newNotices"));
        corrections(it, steps.putArray("corrections"));
        steps.set(
                "from",
                transfers
                        .findArrival(it.id())
                        .map(one -> handing(one.fromName(), one.fromNumber(), one.reason(), one.law())
                                .put("received", one.received().toString()))
                        .orElse(null));
        steps.set(
                "to",
                transfers
                        .findHanded(it.id())
                        .map(one -> handing(
                                one.to().name(),
                                one.handed() == null ? "" : one.handed().number(),
                                one.reason(),
                                one.law()))
                        .orElse(null));
        return steps;
    }

    private static ObjectNode handing(String office, Object number, String reason, @Nullable String law) {
        return CaseJson.JSON
                .createObjectNode()
                .put("office", office)
                .put("number", number.toString())
                .put("reason", reason)
                .put("law", law);
    }

    private static ObjectNode opinion(Opinion it, List<Handover.Part> parts, Handover.Scope scope) {
        var reply = it.reply();
        var opinion = CaseJson.JSON
                .createObjectNode()
                .put("body", it.body().name())
                .put("question", it.question())
                .put("asked", it.asked().toString())
                .put("askedBy", it.askedBy())
                .put("due", it.due().toString())
                .put("withdrawn", text(it.withdrawn()))
                .put("verdict", reply == null ? null : reply.verdict().name())
                .put("replied", reply == null ? null : reply.at().toString());
        if (scope == Handover.Scope.OFFICE) {
            opinion.put("text", reply == null ? null : reply.text())
                    .put("by", reply == null ? null : reply.by())
                    .set("files", paths(replyFiles(reply), parts));
        }
        return opinion;
    }

    private static ObjectNode visit(SiteVisit it, List<Handover.Part> parts) {
        var result = it.result();
        return CaseJson.JSON
                .createObjectNode()
                .put("at", it.plan().at().toString())
                .put("minutes", it.plan().lasts().toMinutes())
                .put("place", it.plan().place())
                .put("who", it.plan().who())
                .put("hint", it.plan().hint())
                .put("cancelled", it.cancelled())
                .put("record", result == null ? null : result.text())
                .put("recorded", result == null ? null : result.at().toString())
                .put("by", result == null ? it.arrangedBy() : result.by())
                .set("files", paths(resultFiles(result), parts));
    }

    private void partials(Case it, ArrayNode all) {
        further.listIssued(it.id(), PartialNotice.class).forEach(one -> {
            var partial = one.content();
            var posted = notifications
                    .find(it.id(), one.number())
                    .map(told -> told.steps().posted())
                    .orElse(null);
            var notice = notice(all, one)
                    .put("number", one.number())
                    .put("outcome", partial.outcome())
                    .put("covers", partial.covers())
                    .put("replaces", partial.replaces() == 0 ? null : partial.replaces())
                    .put("posted", text(posted));
            var questions = notice.putArray("questions");
            partial.questions().forEach(questions::add);
        });
    }

    private void anew(Case it, ArrayNode all) {
        further.listIssued(it.id(), NewNotice.class)
                .forEach(one -> notice(all, one)
                        .put("notice", one.number())
                        .put("outcome", one.content().outcome())
                        .put("feeCents", one.content().feeCents()));
    }

    private void corrections(Case it, ArrayNode all) {
        further.listIssued(it.id(), NoticeCorrection.class)
                .forEach(one -> notice(all, one)
                        .put("number", one.number())
                        .put("law", one.content().law())
                        .put("wrong", one.content().wrong())
                        .put("correct", one.content().correct()));
    }

    private static ObjectNode notice(ArrayNode all, FurtherNotice<?> one) {
        return all.addObject()
                .put("reason", one.reason())
                .put("by", one.byName())
                .put("confirmedBy", one.confirmedBy())
                .put("issued", text(one.issued()));
    }

    /** Where these files lie in the ZIP; what is not released is left out. */
    private static ArrayNode paths(List<UUID> files, List<Handover.Part> parts) {
        var paths = CaseJson.JSON.createArrayNode();
        parts.stream()
                .filter(part -> part.path() != null && files.contains(part.file()))
                .forEach(part -> paths.add(part.path()));
        return paths;
    }

    private static @Nullable String text(@Nullable Object time) {
        return time == null ? null : time.toString();
    }
}
