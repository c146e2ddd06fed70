package org.allmende.cases.payment;

import java.net.URI;
import java.util.UUID;

/**
 * What a payment service is told.
 *
 * @param cents the amount
 * @param purpose what the payer reads on the statement; names nobody
 * @param back where the browser returns, whatever became of it
 */
public record PaymentRequest(UUID id, int cents, String purpose, URI back) {}
