package org.allmende.cases.bpmn;

import java.util.Set;
import java.util.UUID;

/** Somebody finishes a task that the case does not wait at: it was done already, or the case has moved on. */
public final class CaseNotAtTask extends RuntimeException {

    CaseNotAtTask(UUID caseId, String task, Set<String> current) {
        super("Case %s is not at %s but at %s".formatted(caseId, task, current.isEmpty() ? "its end" : current));
    }

    CaseNotAtTask(UUID caseId, String task, RuntimeException overtaken) {
        super("Case %s is no longer at %s: somebody else has just finished it".formatted(caseId, task), overtaken);
    }
}
