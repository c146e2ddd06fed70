package org.allmende.cases;

/**
 * A Berichtigung: an obvious error in a notice is put right, in a letter of its own (§ 42 VwVfG). What the notice decides stays, and no
 * new period for a remedy begins.
 *
 * @param law the provision that allows it
 * @param wrong as it reads in the notice
 * @param correct as it has to read
 */
public record NoticeCorrection(String law, String wrong, String correct) implements FurtherNotice.Content {}
