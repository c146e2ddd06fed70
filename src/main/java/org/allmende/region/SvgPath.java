package org.allmende.region;

import java.awt.geom.Arc2D;
import java.awt.geom.Path2D;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the path data of an SVG picture as far as our own drawings use it: lines, curves, and arcs of circles (SVG 2 §9.3). */
final class SvgPath {

    private static final Pattern TOKEN = Pattern.compile("([A-Za-z])|([-+]?(?:\\d*\\.\\d+|\\d+))");

    private final Matcher tokens;
    private final Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    private double x;
    private double y;
    private double startX;
    private double startY;
    private double controlX;
    private double controlY;

    private SvgPath(String data) {
        this.tokens = TOKEN.matcher(data);
    }

    static Path2D parse(String data) {
        return new SvgPath(data).read();
    }

    private Path2D read() {
        var command = ' ';
        boolean more = tokens.find();
        while (more) {
            if (tokens.group(1) != null) {
                command = tokens.group(1).charAt(0);
                if (Character.toLowerCase(command) == 'z') {
                    close();
                    more = tokens.find();
                    continue;
                }
                tokens.find();
            }
            draw(command);
            // further pairs after a move are lines
            command = command == 'M' ? 'L' : command == 'm' ? 'l' : command;
            more = tokens.find();
        }
        return path;
    }

    /** The number at which the reader stands. */
    private double number() {
        return Double.parseDouble(tokens.group(2));
    }

    private double next() {
        tokens.find();
        return number();
    }

    private void draw(char command) {
        double fromX = Character.isLowerCase(command) ? x : 0;
        double fromY = Character.isLowerCase(command) ? y : 0;
        switch (Character.toLowerCase(command)) {
            case 'm' -> moveTo(fromX + number(), fromY + next());
            case 'l' -> lineTo(fromX + number(), fromY + next());
            case 'h' -> lineTo(fromX + number(), y);
            case 'v' -> lineTo(x, fromY + number());
            case 'c' ->
                curveTo(
                        fromX + number(),
                        fromY + next(),
                        fromX + next(),
                        fromY + next(),
                        fromX + next(),
                        fromY + next());
            case 's' ->
                curveTo(
                        2 * x - controlX,
                        2 * y - controlY,
                        fromX + number(),
                        fromY + next(),
                        fromX + next(),
                        fromY + next());
            case 'a' -> arc(fromX, fromY);
            default -> throw new IllegalArgumentException("No such command in a path of ours: " + command);
        }
    }

    private void moveTo(double toX, double toY) {
        path.moveTo(toX, toY);
        startX = toX;
        startY = toY;
        stand(toX, toY);
    }

    private void lineTo(double toX, double toY) {
        path.lineTo(toX, toY);
        stand(toX, toY);
    }

    private void curveTo(double x1, double y1, double x2, double y2, double toX, double toY) {
        path.curveTo(x1, y1, x2, y2, toX, toY);
        stand(toX, toY);
        controlX = x2;
        controlY = y2;
    }

    private void close() {
        path.closePath();
        stand(startX, startY);
    }

    private void stand(double atX, double atY) {
        x = atX;
        y = atY;
        controlX = atX;
        controlY = atY;
    }

    /** Of a circle, so that neither the second radius nor the rotation matters; the centre is found as in SVG 2 §B.2.4. */
    private void arc(double fromX, double fromY) {
        double radius = number();
        next();
        next();
        boolean large = next() != 0;
        boolean sweep = next() != 0;
        double toX = fromX + next();
        double toY = fromY + next();
        double halfX = (x - toX) / 2;
        double halfY = (y - toY) / 2;
        double half = Math.hypot(halfX, halfY);
        if (half == 0) {
            return;
        }
        double away = Math.sqrt(Math.max(0, radius * radius - half * half)) / half * (large == sweep ? -1 : 1);
        double centreX = away * halfY;
        double centreY = -away * halfX;
        double begin = Math.atan2(halfY - centreY, halfX - centreX);
        double turn = Math.atan2(-halfY - centreY, -halfX - centreX) - begin;
        if (sweep && turn < 0) {
            turn += 2 * Math.PI;
        } else if (!sweep && turn > 0) {
            turn -= 2 * Math.PI;
        }
        var circle = new Arc2D.Double();
        circle.setArcByCenter(
                centreX + (x + toX) / 2,
                centreY + (y + toY) / 2,
                Math.max(radius, half),
                -Math.toDegrees(begin),
                -Math.toDegrees(turn),
                Arc2D.OPEN);
        path.append(circle, true);
        stand(toX, toY);
    }
}
