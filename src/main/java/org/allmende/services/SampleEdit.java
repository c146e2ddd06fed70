package org.allmende.services;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Writes into a file of a package what has come out otherwise, and leaves every other letter of it as it stands. */
final class SampleEdit {

    /** A piece of the file, in code points, and what is to stand there. */
    private record Piece(int from, int to, String text) {}

    private SampleEdit() {}

    /** The sample with what the office does now, and with the tasks on the way if it compares them. */
    static byte[] office(byte[] sample, ProcessTrial trial) {
        var root = root(sample);
        var acts = trial.acts().stream().map(SampleEdit::flow).collect(Collectors.joining(", ", "[", "]"));
        var pieces = new ArrayList<Piece>();
        find(root, "office").ifPresent(entry -> pieces.add(value(sample, entry, acts)));
        find(root, "expect")
                .filter(entry -> entry.getValueNode() instanceof MappingNode)
                .flatMap(entry -> find((MappingNode) entry.getValueNode(), "tasks"))
                .ifPresent(entry -> pieces.add(value(sample, entry, "[" + String.join(", ", trial.now()) + "]")));
        return replace(sample, pieces);
    }

    /** The description of a service with another version. */
    static byte[] version(byte[] service, Version version) {
        var pieces = new ArrayList<Piece>();
        find(root(service), "identity")
                .filter(entry -> entry.getValueNode() instanceof MappingNode)
                .flatMap(entry -> find((MappingNode) entry.getValueNode(), "version"))
                .ifPresent(entry -> pieces.add(value(service, entry, version.toString())));
        return replace(service, pieces);
    }

    private static String flow(Sample.Act act) {
        var flags = act.flags().entrySet().stream()
                .map(flag -> ", %s: %s".formatted(flag.getKey(), flag.getValue()))
                .collect(Collectors.joining());
        return "{task: %s%s}".formatted(act.task(), flags);
    }

    private static MappingNode root(byte[] file) {
        return Yaml.node("", file, new Problems())
                .orElseThrow(() -> new IllegalStateException("a published package is readable"));
    }

    private static Optional<NodeTuple> find(MappingNode map, String key) {
        return map.getValue().stream()
                .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                        && name.getValue().equals(key))
                .findFirst();
    }

    /** From behind the colon to where the value ends; a block ends only where the next key begins. */
    private static Piece value(byte[] file, NodeTuple entry, String text) {
        var codes = codes(file);
        int from = entry.getKeyNode().getEndMark().getIndex() + 1;
        int to = entry.getValueNode().getEndMark().getIndex();
        while (to > from && Character.isWhitespace(codes[to - 1])) {
            to--;
        }
        return new Piece(from, to, " " + text);
    }

    private static int[] codes(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).codePoints().toArray();
    }

    private static byte[] replace(byte[] file, List<Piece> pieces) {
        var codes = codes(file);
        var text = new StringBuilder();
        int at = 0;
        for (var piece :
                pieces.stream().sorted(Comparator.comparingInt(Piece::from)).toList()) {
            text.append(new String(codes, at, piece.from() - at)).append(piece.text());
            at = piece.to();
        }
        text.append(new String(codes, at, codes.length - at));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
