package org.allmende.geo.web;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.regex.Pattern;

/** A drawing as a picture of pixels, for papers that cannot hold it as it is. */
final class Raster {

    private static final int WIDTH = 480;
    private static final Pattern STEP = Pattern.compile("([MLmaz])([^MLmaz]*)");
    private static final double POINT = 4;

    private Raster() {}

    static BufferedImage of(Drawing drawing) {
        double scale = (double) WIDTH / drawing.width();
        var picture =
                new BufferedImage(WIDTH, Math.max(1, (int) (drawing.height() * scale)), BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.scale(scale, scale);
        pen.setStroke(new BasicStroke((float) (1.5 / scale)));
        for (var shape : drawing.shapes()) {
            var path = path(shape.path());
            if (!shape.fill().equals("none")) {
                pen.setColor(Color.decode(shape.fill()));
                pen.fill(path);
            }
            pen.setColor(Color.decode(shape.stroke()));
            pen.draw(path);
        }
        pen.dispose();
        return picture;
    }

    /** What {@link Drawing} writes: moves, lines, ends; a point is a circle, which begins with a small letter. */
    private static Path2D path(String written) {
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        var steps = STEP.matcher(written);
        while (steps.find()) {
            switch (steps.group(1)) {
                case "M", "L" -> {
                    var at = steps.group(2).strip().split(" ");
                    double x = Double.parseDouble(at[0]);
                    double y = Double.parseDouble(at[1]);
                    if (steps.group(1).equals("M")) {
                        path.moveTo(x, y);
                    } else if (path.getCurrentPoint() != null) {
                        path.lineTo(x, y);
                    }
                }
                case "m" -> {
                    var at = path.getCurrentPoint();
                    path.append(
                            new Ellipse2D.Double(at.getX() - POINT, at.getY() - POINT, 2 * POINT, 2 * POINT), false);
                }
                case "z" -> {
                    if (path.getCurrentPoint() != null) {
                        path.closePath();
                    }
                }
                default -> {
                    // the arcs of a circle, which is there already
                }
            }
        }
        return path;
    }
}
