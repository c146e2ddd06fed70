package org.allmende.cases;

/** Where a case stands, as office and citizen both understand it. */
public enum CaseState {
    /** Nobody has taken it yet. */
    NEW,
    /** Somebody works on it. */
    IN_REVIEW,
    /** The citizen has been asked; the clock rests. */
    QUESTION_OPEN,
    /** The answer is there and unread. */
    ANSWERED,
    /** The citizen has been told what the office means to do, and can say something to it. */
    HEARING,
    /** Somebody else has to confirm the decision. */
    CONFIRMATION,
    /** It rests until something else has happened. */
    SUSPENDED,
    /** Decided, and nobody outside of the office knows it yet: for some seconds it can be taken back. */
    GRACE,
    /** Decided; the notice is being made. */
    DECIDED,
    /** The notice can be downloaded; the certificate is still to be sent. */
    NOTICE_READY,
    /** Nothing is left to do. */
    DONE;

    public boolean isOpen() {
        return this != DONE;
    }
}
