package org.allmende.cases.identity;

/** Knows for certain who somebody is, and tells it with their consent: the citizen account, or the demo's stand-in. */
public interface IdentityService {

    /** As clerks and letters call it. */
    String name();

    /** The address to which the browser goes; {@link ProofRefused} if the service does not answer. */
    String begin(ProofRequest request);

    /** Who it was, for the code with which the browser came back; {@link ProofRefused} if that is not beyond doubt. */
    Proof redeem(ProofRequest request, String code);
}
