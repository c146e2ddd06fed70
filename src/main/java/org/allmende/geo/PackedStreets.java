package org.allmende.geo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.allmende.geo.Street.House;

/** Streets as bytes: about nine for each address. */
final class PackedStreets {

    private static final int VERSION = 1;

    private PackedStreets() {}

    static byte[] pack(List<Street> streets) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(VERSION);
            out.writeInt(streets.size());
            for (var street : streets) {
                out.writeUTF(street.name());
                out.writeUTF(street.plz());
                out.writeUTF(street.town());
                out.writeUTF(street.district());
                out.writeInt(street.houses().size());
                for (var house : street.houses()) {
                    out.writeUTF(house.number());
                    out.writeInt(house.east());
                    out.writeInt(house.north());
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Street> unpack(byte[] packed) {
        try (var in = new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException(
                        "Addresses of version %d; this server reads %d.".formatted(version, VERSION));
            }
            int count = in.readInt();
            var streets = new ArrayList<Street>(count);
            for (int i = 0; i < count; i++) {
                streets.add(
                        new Street(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), houses(in, in.readInt())));
            }
            return streets;
        } catch (IOException damaged) {
            throw new UncheckedIOException("Kept addresses are damaged.", damaged);
        }
    }

    private static List<House> houses(DataInputStream in, int count) throws IOException {
        var houses = new ArrayList<House>(count);
        for (int i = 0; i < count; i++) {
            houses.add(new House(in.readUTF(), in.readInt(), in.readInt()));
        }
        return houses;
    }
}
