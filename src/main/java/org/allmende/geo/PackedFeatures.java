package org.allmende.geo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.allmende.geo.Feature.Value;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/**
 * The objects of one plan as bytes, which are read much faster than their file: each attribute once, then each object with its
 * geometry as WKB.
 */
final class PackedFeatures {

    private static final int VERSION = 1;
    private static final int MOST = 2_000_000;

    private PackedFeatures() {}

    static byte[] pack(List<Feature> features) {
        var values = new HashMap<Value, Integer>();
        var order = new ArrayList<Value>();
        for (var feature : features) {
            for (var value : feature.values()) {
                if (values.putIfAbsent(value, order.size()) == null) {
                    order.add(value);
                }
            }
        }
        var bytes = new ByteArrayOutputStream();
        var writer = new WKBWriter();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(VERSION);
            out.writeInt(order.size());
            for (var value : order) {
                text(out, value.name());
                text(out, value.value());
                text(out, value.words());
            }
            out.writeInt(features.size());
            for (var feature : features) {
                text(out, feature.id());
                text(out, feature.type());
                var geometry = writer.write(feature.geometry());
                out.writeInt(geometry.length);
                out.write(geometry);
                out.writeShort(feature.values().size());
                for (var value : feature.values()) {
                    out.writeInt(values.getOrDefault(value, 0));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** @param known values of other plans, so that what all of them say is in memory once */
    static List<Feature> unpack(Plan plan, byte[] bytes, Map<Value, Value> known) {
        var reader = new WKBReader(
                new GeometryFactory(new PrecisionModel(), 25832, PackedCoordinateSequenceFactory.DOUBLE_FACTORY));
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readByte() != VERSION) {
                throw new IOException("Packed by another version");
            }
            var values = new Value[count(in)];
            for (int i = 0; i < values.length; i++) {
                var value = new Value(text(in), text(in), text(in));
                var same = known.putIfAbsent(value, value);
                values[i] = same == null ? value : same;
            }
            int number = count(in);
            var features = new ArrayList<Feature>(number);
            for (int i = 0; i < number; i++) {
                var id = text(in);
                var type = text(in).intern();
                var geometry = reader.read(in.readNBytes(in.readInt()));
                var own = new Value[in.readUnsignedShort()];
                for (int value = 0; value < own.length; value++) {
                    own[value] = values[in.readInt()];
                }
                features.add(new Feature(plan, id, type, geometry, List.of(own)));
            }
            return features;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The objects of plan %s cannot be read".formatted(plan.id()), unreadable);
        } catch (ParseException unreadable) {
            throw new IllegalStateException("The objects of plan %s cannot be read".formatted(plan.id()), unreadable);
        }
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IOException("No number of objects: " + count);
        }
        return count;
    }

    /** As {@link DataOutputStream#writeUTF}, but of any length. */
    private static void text(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), java.nio.charset.StandardCharsets.UTF_8);
    }
}
