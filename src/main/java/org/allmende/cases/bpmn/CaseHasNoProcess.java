package org.allmende.cases.bpmn;

import java.util.UUID;

/** The tenant has no case with this id whose process was started. */
public final class CaseHasNoProcess extends RuntimeException {

    CaseHasNoProcess(UUID caseId) {
        super("Case " + caseId + " has no process");
    }
}
