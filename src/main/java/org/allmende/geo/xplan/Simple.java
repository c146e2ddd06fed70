package org.allmende.geo.xplan;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Whether a text is what a simple attribute asks for, by the lexical rules of XML Schema. */
final class Simple {

    private static final Pattern INT = Pattern.compile("[-+]?[0-9]{1,10}");
    private static final Pattern DOUBLE = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern DURATION = Pattern.compile("-?P(?=.)([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T.+)?");

    private Simple() {}

    static boolean fits(Schema.Kind kind, String text) {
        return switch (kind) {
            case INT -> INT.matcher(text).matches();
            case DOUBLE, MEASURE -> text.length() < 40 && DOUBLE.matcher(text).matches();
            case BOOLEAN -> text.equals("true") || text.equals("false") || text.equals("0") || text.equals("1");
            case DATE -> isDate(text);
            case DURATION -> DURATION.matcher(text).matches();
            case URI -> text.chars().noneMatch(letter -> letter < ' ');
            case TEXT, CODE, ENUMERATION, DATA, REFERENCE, GEOMETRY -> true;
        };
    }

    private static boolean isDate(String text) {
        try {
            return text.length() >= 10 && LocalDate.parse(text.substring(0, 10)).getYear() > 0 && text.length() <= 16;
        } catch (DateTimeParseException noDate) {
            return false;
        }
    }
}
