package org.allmende.geo.base;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Warp;
import org.locationtech.jts.geom.Envelope;

/**
 * The ground as one picture for a sheet of paper.
 *
 * @param box what it shows, in EPSG:25832
 */
public record PaperMap(BufferedImage picture, Envelope box) {

    private static final int MOST_TILES = 240;
    private static final int PATIENCE_SECONDS = 12;

    /** A coarse map is drawn with more pixels than it has, so that none is seen. */
    private static final double SMOOTHER = 4;

    /** Tiles of EPSG:25832 are taken as they are; those of the web are moved there pixel by pixel. */
    static PaperMap of(TileSource source, Envelope box, double perPixel) throws IOException {
        var grids = source.grids();
        var system = grids.stream().anyMatch(grid -> grid.crs() == Crs.EPSG25832) ? Crs.EPSG25832 : Crs.EPSG3857;
        var there = Crs.EPSG25832.to(system, box);
        double stretched = there.getWidth() / box.getWidth();
        var usable = grids.stream()
                .filter(grid -> grid.crs() == system && tiles(grid, there) <= MOST_TILES)
                .toList();
        if (usable.isEmpty()) {
            throw new IOException("It has no tiles for so large a part");
        }
        var grid = usable.stream()
                .filter(one -> one.perPixel() / stretched <= 2 * perPixel)
                .findFirst()
                .orElse(usable.getLast());
        var first = grid.at(there.getMinX(), there.getMaxY());
        var last = grid.at(there.getMaxX(), there.getMinY());
        var picture = mosaic(source, grid, first, last);
        var shown = grid.box(first, last);
        return system == Crs.EPSG25832
                ? new PaperMap(picture, shown)
                : warped(picture, shown, box, Math.clamp(grid.perPixel() / stretched, perPixel, SMOOTHER * perPixel));
    }

    private static long tiles(Grid grid, Envelope box) {
        return (long) Math.ceil(box.getWidth() / grid.side() + 1) * (long) Math.ceil(box.getHeight() / grid.side() + 1);
    }

    private static BufferedImage mosaic(TileSource source, Grid grid, Grid.Place first, Grid.Place last)
            throws IOException {
        var places = new ArrayList<Grid.Place>();
        for (int row = first.row(); row <= last.row(); row++) {
            for (int column = first.column(); column <= last.column(); column++) {
                places.add(new Grid.Place(column, row));
            }
        }
        var tiles = all(places.stream()
                .map(place -> (Callable<Optional<byte[]>>)
                        () -> grid.has(place) ? source.tile(grid, place) : Optional.empty())
                .toList());
        int side = grid.pixels();
        var whole = new BufferedImage(
                side * (last.column() - first.column() + 1),
                side * (last.row() - first.row() + 1),
                BufferedImage.TYPE_INT_RGB);
        var pen = whole.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, whole.getWidth(), whole.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        for (int i = 0; i < tiles.size(); i++) {
            if (tiles.get(i).isPresent()) {
                var place = places.get(i);
                pen.drawImage(
                        Picture.read(tiles.get(i).get()),
                        side * (place.column() - first.column()),
                        side * (place.row() - first.row()),
                        side,
                        side,
                        null);
            }
        }
        pen.dispose();
        return whole;
    }

    private static List<Optional<byte[]>> all(List<Callable<Optional<byte[]>>> tasks) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tiles = new ArrayList<Optional<byte[]>>();
            for (var tile : threads.invokeAll(tasks, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                tiles.add(tile.get());
            }
            return tiles;
        } catch (ExecutionException | CancellationException missing) {
            throw new IOException("Not all of its tiles came", missing);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IOException("Nobody waits any more", ended);
        }
    }

    private static PaperMap warped(BufferedImage from, Envelope shown, Envelope box, double perPixel) {
        int width = (int) Math.ceil(box.getWidth() / perPixel);
        int height = (int) Math.ceil(box.getHeight() / perPixel);
        var warp = new Warp(Crs.EPSG3857, shown, from.getWidth(), from.getHeight());
        var to = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var line = new int[width];
        for (int row = 0; row < height; row++) {
            double north = box.getMaxY() - (row + 0.5) * box.getHeight() / height;
            for (int column = 0; column < width; column++) {
                double east = box.getMinX() + (column + 0.5) * box.getWidth() / width;
                line[column] = between(from, warp.x(east, north) - 0.5, warp.y(east, north) - 0.5);
            }
            to.setRGB(0, row, width, 1, line, 0, width);
        }
        return new PaperMap(to, box);
    }

    /** The colour at a place between the middles of four pixels. */
    private static int between(BufferedImage from, double x, double y) {
        int left = Math.clamp((long) Math.floor(x), 0, from.getWidth() - 1);
        int top = Math.clamp((long) Math.floor(y), 0, from.getHeight() - 1);
        int right = Math.min(left + 1, from.getWidth() - 1);
        int bottom = Math.min(top + 1, from.getHeight() - 1);
        double across = Math.clamp(x - left, 0, 1);
        double down = Math.clamp(y - top, 0, 1);
        int above = mixed(from.getRGB(left, top), from.getRGB(right, top), across);
        int below = mixed(from.getRGB(left, bottom), from.getRGB(right, bottom), across);
        return mixed(above, below, down);
    }

    private static int mixed(int one, int other, double share) {
        int mixed = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int part = one >> shift & 0xff;
            mixed |= (int) Math.round(part + ((other >> shift & 0xff) - part) * share) << shift;
        }
        return mixed;
    }
}
