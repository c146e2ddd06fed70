package org.allmende.geo.xplan;

import java.util.Arrays;

/** A list of numbers read from pieces of text, as they come, without making a string of each: most of a plan is numbers. */
final class Numbers {

    private static final int LONGEST = 40;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    private double[] values = new double[64];
    private int size;
    private final char[] word = new char[LONGEST];
    private int letters;
    private boolean sound = true;

    void clear() {
        size = 0;
    }

    void begin() {
        letters = 0;
        sound = true;
    }

    void add(char[] text, int start, int length) {
        for (int i = start; i < start + length; i++) {
            char c = text[i];
            if (c > ' ') {
                if (letters == LONGEST) {
                    sound = false;
                } else {
                    word[letters++] = c;
                }
            } else {
                finish();
            }
        }
    }

    boolean end() {
        finish();
        return sound;
    }

    int size() {
        return size;
    }

    double get(int i) {
        return values[i];
    }

    private void finish() {
        if (letters == 0) {
            return;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = number();
        letters = 0;
    }

    /** Plain decimals of up to 15 digits are exact by one division (Clinger 1990); the rest is left to Java. */
    private double number() {
        long digits = 0;
        int decimals = -1;
        int count = 0;
        int i = word[0] == '-' ? 1 : 0;
        for (; i < letters; i++) {
            int digit = word[i] - '0';
            if (digit >= 0 && digit <= 9 && count < 15) {
                digits = digits * 10 + digit;
                count++;
                if (decimals >= 0) {
                    decimals++;
                }
            } else if (word[i] == '.' && decimals < 0) {
                decimals = 0;
            } else {
                return slowly();
            }
        }
        if (count == 0 || decimals >= POWERS.length) {
            return slowly();
        }
        double value = digits / POWERS[Math.max(decimals, 0)];
        return word[0] == '-' ? -value : value;
    }

    private double slowly() {
        try {
            double value = Double.parseDouble(new String(word, 0, letters));
            sound &= Double.isFinite(value);
            return value;
        } catch (NumberFormatException noNumber) {
            sound = false;
            return 0;
        }
    }
}
