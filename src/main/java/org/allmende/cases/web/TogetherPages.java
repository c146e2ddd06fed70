package org.allmende.cases.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.cases.Case;
import org.allmende.cases.CaseMovedOn;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.CaseTaken;
import org.allmende.cases.CaseWork;
import org.allmende.cases.Cases;
import org.allmende.cases.IdentityNotSeen;
import org.allmende.cases.Mark;
import org.allmende.cases.NoBankAccount;
import org.allmende.cases.Tray;
import org.allmende.cases.Undo;
import org.allmende.cases.WorkView;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Account;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/**
 * Acts on several cases, each of them a transaction of its own: what can be done is done, and of the others each says why
 * not. And the way back from it.
 */
@Controller
class TogetherPages {

    private static final String TOGETHER = ViewAddress.DESK + "/vorgaenge/gemeinsam";

    /** So many at once; more is no selection that somebody has looked at. */
    private static final int MOST = 100;

    private static final int ANSWER_DAYS = 14;
    private static final int ASIDE_DAYS = 7;

    private final Tenancy tenancy;
    private final Cases cases;
    private final CaseWork work;
    private final Tray tray;
    private final Undo undo;
    private final CaseView caseView;
    private final Accounts accounts;
    private final Clock clock;

    TogetherPages(
            Tenancy tenancy,
            Cases cases,
            CaseWork work,
            Tray tray,
            Undo undo,
            CaseView caseView,
            Accounts accounts,
            Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.work = work;
        this.tray = tray;
        this.undo = undo;
        this.caseView = caseView;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping(TOGETHER)
    View choose(
            Page page,
            Staff staff,
            @RequestParam(name = "case", required = false) List<UUID> selected,
            @RequestParam(defaultValue = "") String sicht) {
        var view = ViewAddress.read(sicht);
        var ids = limited(selected);
        return tenancy.as(staff.tenant(), () -> {
            var found = find(staff, ids);
            return found.isEmpty()
                    ? SeeOther.at(ViewAddress.of(view, 0))
                    : show(page, found, Map.of(), view, TogetherOrder.NONE, null, null, null);
        });
    }

    /** Takes or gives back the selected cases, straight from the list. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(ViewAddress.DESK + "/vorgaenge")
    View fromList(
            Page page,
            Staff staff,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(required = false) UUID claim,
            @RequestParam(name = "case", required = false) List<UUID> selected) {
        var order = TogetherOrder.of(form);
        var act = claim == null && order.act().equals("release") ? "release" : "claim";
        return carryOut(page, staff, claim == null ? limited(selected) : List.of(claim), act, order, form);
    }

    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(TOGETHER)
    View act(
            Page page,
            Staff staff,
            @RequestParam MultiValueMap<String, String> form,
            @RequestParam(name = "case", required = false) List<UUID> selected) {
        var order = TogetherOrder.of(form);
        return carryOut(page, staff, limited(selected), order.act(), order, form);
    }

    /** Takes an act back; what cannot be is told case by case. */
    @Allowed({Role.CLERK, Role.LEAD})
    @PostMapping(ViewAddress.DESK + "/rueckgaengig/{batch}")
    View undo(
            Page page,
            Staff staff,
            @PathVariable UUID batch,
            @RequestParam(required = false) UUID vorgang,
            @RequestParam(defaultValue = "") String sicht) {
        var undone = undo.undo(staff, batch);
        if (undone.left().isEmpty()) {
            return SeeOther.at(
                    vorgang == null
                            ? ViewAddress.of(ViewAddress.read(sicht), 0) + "&erledigt=undone"
                                    + undone.done().size()
                            : ViewAddress.DESK + "/vorgaenge/" + vorgang + "?erledigt=undone");
        }
        var problems = undone.left().entrySet().stream()
                .collect(Collectors.toMap(
                        one -> one.getKey(), one -> page.t("cases.undo." + ViewAddress.lower(one.getValue()))));
        return tenancy.as(
                staff.tenant(),
                () -> show(
                        page,
                        find(staff, List.copyOf(undone.left().keySet())),
                        problems,
                        ViewAddress.read(sicht),
                        TogetherOrder.NONE,
                        null,
                        page.t("cases.bulk.undone", undone.done().size()),
                        null));
    }

    private static List<UUID> limited(@Nullable List<UUID> selected) {
        return selected == null
                ? List.of()
                : selected.stream().distinct().limit(MOST).toList();
    }

    private View carryOut(
            Page page,
            Staff staff,
            List<UUID> ids,
            String act,
            TogetherOrder order,
            MultiValueMap<String, String> form) {
        var sicht = form.getFirst("sicht");
        var view = ViewAddress.read(sicht == null ? "" : sicht);
        var found = tenancy.as(staff.tenant(), () -> find(staff, ids));
        if (found.isEmpty()) {
            return SeeOther.at(ViewAddress.of(view, 0));
        }
        var error = tenancy.as(staff.tenant(), () -> mistake(page, found, act, order));
        if (error != null) {
            return tenancy.as(staff.tenant(), () -> show(page, found, Map.of(), view, order, error, null, null));
        }
        var problems = new LinkedHashMap<UUID, String>();
        var batch = undo.together(() ->
                found.forEach(it -> attempt(page, () -> step(staff, act, order).accept(it))
                        .ifPresent(problem -> problems.put(it.id(), problem))));
        int done = found.size() - problems.size();
        if (problems.isEmpty()) {
            return SeeOther.at(ViewAddress.of(view, 0) + "&erledigt=%s%d&akt=%s".formatted(act, done, batch));
        }
        return tenancy.as(staff.tenant(), () -> {
            var left = find(staff, List.copyOf(problems.keySet()));
            var back = undo.isPossible(staff, batch) ? back(batch, view) : null;
            return show(page, left, problems, view, order, null, page.t("cases.bulk." + act, done), back);
        });
    }

    /** The path that takes a batch back and returns to the view. */
    static String back(UUID batch, WorkView view) {
        return "%s/rueckgaengig/%s?sicht=%s"
                .formatted(ViewAddress.DESK, batch, URLEncoder.encode(ViewAddress.query(view), StandardCharsets.UTF_8));
    }

    /** What is wrong with an order before anything is done, null for nothing. */
    private @Nullable String mistake(Page page, List<Case> found, String act, TogetherOrder order) {
        var today = GermanDates.today(clock);
        var day = order.day();
        return switch (act) {
            case "claim", "release", "mark" -> null;
            case "assign" ->
                findColleague(found, order.to()).isEmpty() ? page.t("cases.together.assign.missing") : null;
            case "aside" ->
                !order.until().isEmpty() && (day == null || !day.isAfter(today))
                        ? page.t("cases.together.aside.missing")
                        : null;
            case "ask" ->
                order.text().isEmpty()
                        ? page.t("cases.act.text.missing")
                        : order.text().length() > CasePages.LONGEST
                                ? page.t("cases.act.text.long", CasePages.LONGEST)
                                : day == null || day.isBefore(today) ? page.t("cases.act.due.missing") : null;
            case "decide" -> decisionMistake(page, found, order);
            default -> page.t("cases.together.what");
        };
    }

    private @Nullable String decisionMistake(Page page, List<Case> found, TogetherOrder order) {
        var decision = decisions(found).stream()
                .filter(one -> one.id().equals(order.outcome()))
                .findFirst();
        if (decision.isEmpty()) {
            return page.t("cases.act.outcome.missing");
        }
        if (!decision.get().grants() && order.reason().isEmpty()) {
            return page.t(decision.get().notice().isEmpty() ? "cases.act.word.missing" : "cases.act.reason.missing");
        }
        return order.reason().length() > CasePages.LONGEST ? page.t("cases.act.text.long", CasePages.LONGEST) : null;
    }

    private Consumer<Case> step(Staff staff, String act, TogetherOrder order) {
        return switch (act) {
            case "release" -> it -> work.release(staff, it.id());
            case "assign" ->
                it -> {
                    var to = tenancy.as(staff.tenant(), () -> findColleague(List.of(it), order.to()))
                            .orElseThrow(CaseNotFound::new);
                    work.assign(staff, it.id(), to.id(), to.name());
                };
            case "mark" ->
                it -> tray.mark(
                        staff,
                        it.id(),
                        Arrays.stream(Mark.values())
                                .filter(mark -> mark.path().equals(order.mark()))
                                .findFirst()
                                .orElse(null));
            case "aside" -> it -> tray.setAside(staff, it.id(), order.day());
            case "ask" -> it -> work.ask(staff, it.id(), order.text(), Objects.requireNonNull(order.day()));
            case "decide" -> it -> decide(staff, it, order);
            default -> it -> work.claim(staff, it.id());
        };
    }

    private void decide(Staff staff, Case it, TogetherOrder order) {
        boolean grants = tenancy.as(staff.tenant(), () -> caseView.findDecision(it, order.outcome()))
                .map(Outcome.Decision::grants)
                .orElseThrow(CaseNotFound::new);
        int fee = grants ? tenancy.as(staff.tenant(), () -> caseView.feeCents(it)) : 0;
        work.decide(staff, it.id(), order.outcome(), fee, order.reason().isEmpty() ? null : order.reason());
    }

    /** Does it; gives what stood in the way. */
    private static Optional<String> attempt(Page page, Runnable act) {
        try {
            act.run();
            return Optional.empty();
        } catch (CaseTaken taken) {
            return Optional.of(page.t("cases.act.taken"));
        } catch (NoBankAccount missing) {
            return Optional.of(page.t("cases.act.noBankAccount", page.face().name()));
        } catch (IdentityNotSeen notSeen) {
            return Optional.of(page.t("cases.together.identity"));
        } catch (CaseMovedOn movedOn) {
            return Optional.of(page.t("cases.together.movedOn"));
        } catch (CaseNotFound notThere) {
            return Optional.of(page.t("cases.together.notThere"));
        }
    }

    private List<Case> find(Staff staff, List<UUID> ids) {
        return ids.stream()
                .flatMap(id -> cases.find(id).stream())
                .filter(it -> staff.worksIn(it.office()))
                .toList();
    }

    /** Somebody who works in all of the cases' offices. */
    private List<Account> colleagues(List<Case> found) {
        var offices = new TreeSet<>(found.stream().map(Case::office).toList());
        var all = new ArrayList<>(accounts.listColleagues(offices.first()));
        offices.forEach(office -> all.retainAll(accounts.listColleagues(office)));
        return all;
    }

    private Optional<Account> findColleague(List<Case> found, String account) {
        return colleagues(found).stream()
                .filter(one -> one.id().toString().equals(account))
                .findFirst();
    }

    /** What can be decided if all are about the same service. */
    private List<Outcome.Decision> decisions(List<Case> found) {
        boolean same = found.stream()
                        .map(it -> it.service() + " " + it.version())
                        .distinct()
                        .count()
                == 1;
        return same ? caseView.decisions(found.getFirst()) : List.of();
    }

    private View show(
            Page page,
            List<Case> found,
            Map<UUID, String> problems,
            WorkView view,
            TogetherOrder order,
            @Nullable String error,
            @Nullable String done,
            @Nullable String undoPath) {
        var today = GermanDates.today(clock);
        var lines = found.stream()
                .map(it -> new TogetherPage.Line(
                        it.id().toString(),
                        it.number().toString(),
                        ViewAddress.DESK + "/vorgaenge/" + it.id(),
                        it.title(),
                        CaseWords.applicant(page, it.applicant()),
                        CaseWords.state(page, it.state()),
                        CaseWords.stateKind(it.state()),
                        CaseWords.stateIcon(it.state()),
                        problems.getOrDefault(it.id(), "")))
                .toList();
        var decisions = decisions(found);
        return page.show(
                "cases/together",
                new TogetherPage(
                        lines,
                        words(colleagues(found).stream(), one -> one.id().toString(), Account::name),
                        WorkListView.marks(page),
                        words(
                                decisions.stream(),
                                Outcome.Decision::id,
                                one -> one.label().in(page.lang())),
                        decisions.stream().allMatch(one -> one.notice().isEmpty()),
                        new TogetherPage.Typed(
                                order.text(),
                                order.act().equals("ask")
                                        ? order.until()
                                        : today.plusDays(ANSWER_DAYS).toString(),
                                order.reason(),
                                order.act().equals("aside")
                                        ? order.until()
                                        : today.plusDays(ASIDE_DAYS).toString()),
                        ViewAddress.of(view, 0),
                        ViewAddress.query(view),
                        error,
                        done,
                        undoPath));
    }

    private static <T> Map<String, String> words(Stream<T> all, Function<T, String> value, Function<T, String> words) {
        var choices = new LinkedHashMap<String, String>();
        all.forEach(one -> choices.put(value.apply(one), words.apply(one)));
        return choices;
    }
}
