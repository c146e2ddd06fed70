package org.allmende.cases;

import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.desk.Absences;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Staff;
import org.springframework.stereotype.Component;

/** In whose place somebody acts on a case: its assignee's, while they are away. */
@Component
class Deputies {

    private final Absences absences;
    private final Accounts accounts;

    Deputies(Absences absences, Accounts accounts) {
        this.absences = absences;
        this.accounts = accounts;
    }

    /** Whose case it is, if this person stands in for them today. */
    Optional<UUID> findAbsent(Staff staff, Case it) {
        var assignee = it.assignee();
        return assignee == null || it.isAssignedTo(staff.account())
                ? Optional.empty()
                : absences.listOfDeputy(staff.account()).stream()
                        .map(Absences.Absence::account)
                        .filter(assignee::equals)
                        .findFirst();
    }

    /** How this person signs what they do with the case. */
    String signature(Staff staff, Case it) {
        return findAbsent(staff, it)
                .map(absent -> "%s (in Vertretung für %s)"
                        .formatted(staff.name(), accounts.getAccount(absent).name()))
                .orElse(staff.name());
    }
}
