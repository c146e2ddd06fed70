package org.allmende.platform.pdf;

/**
 * Why and where a file was sealed, as PDF readers show it beside the seal.
 *
 * @param reason for instance "Gebührenbescheid GLA-2026-000123"
 * @param office for instance "Stadt Gladenbach, Standesamt"
 */
public record SealReason(String reason, String office) {}
