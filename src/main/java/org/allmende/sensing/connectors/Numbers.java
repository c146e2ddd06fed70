package org.allmende.sensing.connectors;

/** Numbers as others write them. */
final class Numbers {

    private Numbers() {}

    /** With a point or a comma before the decimals, perhaps with the other between thousands; NaN for anything else. */
    static double read(String text) {
        var plain = text.strip().replace("\u00a0", "").replace("\u202f", "");
        if (plain.length() > 40 || !plain.matches("[+-]?[0-9.,]*[0-9][0-9.,]*([eE][+-]?\\d{1,3})?")) {
            return Double.NaN;
        }
        int comma = plain.lastIndexOf(',');
        int point = plain.lastIndexOf('.');
        if (comma >= 0 && point >= 0) {
            plain = comma > point ? plain.replace(".", "") : plain.replace(",", "");
        }
        try {
            return Double.parseDouble(plain.replace(',', '.'));
        } catch (NumberFormatException several) {
            return Double.NaN;
        }
    }
}
