package org.allmende.platform.login.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.AfterLogin;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.login.Team;
import org.allmende.platform.login.Team.Grant;
import org.allmende.platform.login.Team.Member;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.view.RedirectView;

/** The administrator's page: who of the staff may do what. */
@Controller
class TeamPages {

    private static final String PATH = AfterLogin.DESK + "/personal";
    private static final int LONGEST_NAME = 120;

    private final Team team;
    private final Wording wording;
    private final Clock clock;

    TeamPages(Team team, Wording wording, Clock clock) {
        this.team = team;
        this.wording = wording;
        this.clock = clock;
    }

    @Allowed(Role.ADMIN)
    @GetMapping(PATH)
    View team(Page page, Staff staff, @RequestParam Map<String, String> query) {
        var notice = List.of("vergeben", "beendet", "eingeladen", "passwort").stream()
                .filter(query::containsKey)
                .findFirst()
                .orElse("");
        var values = Map.of(
                "seit", GermanDates.today(clock).toString(),
                "art", Assignment.Kind.OWN.name(),
                "amt", "*",
                "rolle", Role.CLERK.name());
        return page.show("platform/team", look(page, staff, values, Map.of(), notice));
    }

    @Allowed(Role.ADMIN)
    @PostMapping(PATH)
    View grant(Page page, Staff staff, @RequestParam Map<String, String> form) {
        var errors = new LinkedHashMap<String, String>();
        var grant = read(page, staff, form, errors);
        if (grant == null) {
            return page.show("platform/team", look(page, staff, form, errors, ""), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        team.grant(staff.tenant(), grant, staff.name());
        return new RedirectView(PATH + "?vergeben");
    }

    @Allowed(Role.ADMIN)
    @PostMapping(PATH + "/{id}/beenden")
    View end(Staff staff, @PathVariable UUID id) {
        team.end(staff, id);
        return new RedirectView(PATH + "?beendet");
    }

    @Allowed(Role.ADMIN)
    @PostMapping(PATH + "/{account}/einladen")
    View inviteAgain(Staff staff, @PathVariable UUID account) {
        team.inviteAgain(staff.tenant(), account);
        return new RedirectView(PATH + "?eingeladen");
    }

    @Allowed(Role.ADMIN)
    @PostMapping(PATH + "/{account}/passwort")
    View sendPasswordLink(Staff staff, @PathVariable UUID account) {
        team.sendPasswordLink(staff.tenant(), account);
        return new RedirectView(PATH + "?passwort");
    }

    /** Null when something is wrong, which is then in {@code errors}. */
    private @Nullable Grant read(Page page, Staff staff, Map<String, String> form, Map<String, String> errors) {
        var name = form.getOrDefault("name", "").replace("\0", "").strip();
        var email = form.getOrDefault("email", "").strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            errors.put("name", page.t("login.team.error.name"));
        }
        if (!Message.isAddress(email)) {
            errors.put("email", page.t("login.team.error.email"));
        }
        var role = find(Role.values(), form.get("rolle"));
        if (role == null || !Team.grantableBy(staff).contains(role)) {
            errors.put("rolle", page.t("login.team.error.role"));
        }
        var office = form.getOrDefault("amt", "*");
        if (!office.equals("*") && !wording.offices(staff.tenant()).containsKey(office)) {
            errors.put("amt", page.t("login.team.error.office"));
        }
        var kind = find(Assignment.Kind.values(), form.get("art"));
        if (kind == null) {
            errors.put("art", page.t("login.team.error.kind"));
        }
        var since = day(form.getOrDefault("seit", ""));
        if (since == null) {
            errors.put("seit", page.t("login.team.error.since"));
        }
        var until = day(form.getOrDefault("bis", ""));
        var ends = !form.getOrDefault("bis", "").isBlank();
        if ((ends && until == null)
                || (kind != null && kind != Assignment.Kind.OWN && until == null)
                || (until != null && since != null && until.isBefore(since))) {
            errors.put("bis", page.t("login.team.error.until"));
        }
        if (!errors.isEmpty() || role == null || kind == null || since == null) {
            return null;
        }
        return new Grant(email, name, role, office, kind, since, until);
    }

    private static <E extends Enum<E>> @Nullable E find(E[] values, @Nullable String name) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text.strip());
            return day.getYear() >= 2000 && day.getYear() < 2200 ? day : null;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    private TeamPage look(
            Page page, Staff staff, Map<String, String> values, Map<String, String> errors, String notice) {
        var grantable = Team.grantableBy(staff);
        var people = team.list(staff.tenant()).stream()
                .collect(Collectors.groupingBy(
                        member -> member.assignment().account(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(rights -> person(page, staff, rights))
                .toList();
        var roles = new LinkedHashMap<String, String>();
        Arrays.stream(Role.values())
                .filter(grantable::contains)
                .forEach(role -> roles.put(role.name(), wording.role(page, role)));
        var offices = new LinkedHashMap<String, String>();
        offices.put("*", page.t("login.office.all"));
        offices.putAll(wording.offices(staff.tenant()));
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : Assignment.Kind.values()) {
            kinds.put(kind.name(), page.t("login.team.kind." + kind));
        }
        return new TeamPage(people, roles, offices, kinds, values, errors, notice);
    }

    private TeamPage.Person person(Page page, Staff staff, List<Member> rights) {
        var one = rights.getFirst();
        var today = GermanDates.today(clock);
        return new TeamPage.Person(
                one.assignment().account(),
                one.name(),
                one.login(),
                one.open(),
                rights.stream().anyMatch(right -> right.assignment().kind() == Assignment.Kind.OWN),
                rights.stream()
                        .map(Member::assignment)
                        .map(it -> new TeamPage.Right(
                                it.id(),
                                wording.role(page, it.role()) + ", " + wording.office(page, it.tenant(), it.office()),
                                wording.term(page, it.kind(), it.since(), it.until()),
                                it.since().isAfter(today),
                                Team.grantableBy(staff).contains(it.role())))
                        .toList());
    }
}
