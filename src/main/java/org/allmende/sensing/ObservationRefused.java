package org.allmende.sensing;

/** An observation cannot be taken, and sending it again does not help; the message says why. */
public class ObservationRefused extends RuntimeException {

    public ObservationRefused(String why) {
        super(why);
    }
}
