package org.allmende.demo;

import java.util.List;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.Level.Weight;
import org.allmende.dashboard.Words;

/** Invented warning stages of a gauge, as high above its usual water as the flood of the demo makes them interesting. */
final class DemoLevels {

    private DemoLevels() {}

    /** {@code usual}: centimetres above gauge zero in summer. */
    static List<Level> of(double usual) {
        return List.of(
                new Level(
                        usual + 110,
                        true,
                        Weight.WARNING,
                        new Words("Meldestufe 1", "Stage 1"),
                        new Words(
                                "Wiesen und Uferwege stehen unter Wasser. Prüfen Sie Keller am Ufer und stellen Sie nichts auf den Boden.",
                                "Meadows and riverside paths are under water. Check cellars near the bank and leave nothing on the floor.")),
                new Level(
                        usual + 200,
                        true,
                        Weight.DANGER,
                        new Words("Meldestufe 2", "Stage 2"),
                        new Words(
                                "Parkplätze und Straßen am Ufer werden gesperrt. Fahren Sie Ihr Auto weg. Sandsäcke gibt es am Bauhof.",
                                "Car parks and roads by the bank are closed. Move your car. Sandbags are at the works yard.")),
                new Level(
                        usual + 310,
                        true,
                        Weight.DANGER,
                        new Words("Meldestufe 3", "Stage 3"),
                        new Words(
                                "Das Wasser erreicht Häuser. Bleiben Sie in oberen Stockwerken und folgen Sie den Durchsagen. Notruf 112.",
                                "The water reaches houses. Stay on upper floors and follow announcements. Emergency call 112.")));
    }
}
