package org.allmende.services;

import java.time.Period;
import org.allmende.services.form.Text;

/**
 * How long personal data stay.
 *
 * @param draft after the last change of an application that was never sent
 * @param closed after a case was closed
 * @param reason why so long
 */
public record Retention(Period draft, Period closed, Text reason) {}
