package org.allmende.services.bpmn;

import java.util.Map;

/**
 * What BPMN has and a package has not: what the thing is called in German, and what to use instead. Only words; what is allowed
 * stands in {@link BpmnReader}.
 */
record Instead(String what, String fix) {

    private static final String TASK =
            "Machen Sie daraus eine Benutzeraufgabe (userTask). Ihre id sagt, was dort geschieht, zum Beispiel pruefen oder aufgabe_kasse.";
    private static final String AUTOMATIC =
            "Was von selbst geschieht, macht die Plattform: Schreiben, Gebühr, Mail, Übergabe ans Fachverfahren. Rechnungen stehen in form.yaml unter „computed“. Für Arbeit am Schreibtisch nehmen Sie eine Benutzeraufgabe.";
    private static final String WAITING =
            "Auf die Antwort der antragstellenden Person wartet die Aufgabe „rueckfrage“. Auf andere Stellen wartet eine Aufgabe „aufgabe_…“.";
    private static final String CLOCK =
            "Fristen überwacht die Plattform: die der Rückfrage und die der Leistung („target“).";
    private static final String PARTS =
            "Zeichnen Sie die Schritte in denselben Ablauf, oder machen Sie ein eigenes Paket daraus.";
    private static final String REMARK =
            "Schreiben Sie es als Anmerkung (textAnnotation) oder in die Beschreibung der Aufgabe.";
    private static final String OFFICE =
            "Zuständig ist das Amt aus service.yaml; eine Aufgabe der Leitung bekommt <performer name=\"lead\"/>.";
    private static final String REPEAT = "Führen Sie mit einem exklusiven Gateway zurück zur Aufgabe.";
    private static final String DATA = "Angaben stehen in form.yaml, der Ablauf kennt keine. " + REMARK;

    private static final Map<String, Instead> ELEMENTS = Map.ofEntries(
            Map.entry("task", new Instead("Eine Aufgabe ohne Art", TASK)),
            Map.entry("manualTask", new Instead("Eine Handarbeit", TASK)),
            Map.entry("serviceTask", new Instead("Eine Aufgabe für eine Maschine", AUTOMATIC)),
            Map.entry("scriptTask", new Instead("Ein Programm", AUTOMATIC)),
            Map.entry(
                    "businessRuleTask",
                    new Instead(
                            "Eine Regelaufgabe",
                            "Schreiben Sie die Regel als Ausdruck in form.yaml unter „computed“, und lesen Sie sie in einer Bedingung.")),
            Map.entry("sendTask", new Instead("Eine Sendeaufgabe", AUTOMATIC)),
            Map.entry("receiveTask", new Instead("Eine Empfangsaufgabe", WAITING)),
            Map.entry("globalTask", new Instead("Eine Aufgabe für mehrere Abläufe", TASK)),
            Map.entry("globalUserTask", new Instead("Eine Aufgabe für mehrere Abläufe", TASK)),
            Map.entry("subProcess", new Instead("Ein Teilablauf", PARTS)),
            Map.entry("transaction", new Instead("Eine Transaktion", PARTS)),
            Map.entry("adHocSubProcess", new Instead("Ein Teilablauf ohne Reihenfolge", PARTS)),
            Map.entry("callActivity", new Instead("Der Aufruf eines anderen Ablaufs", PARTS)),
            Map.entry(
                    "inclusiveGateway",
                    new Instead(
                            "Ein inklusives Gateway",
                            "Nehmen Sie ein paralleles Gateway, und dahinter exklusive für das, was nicht immer nötig ist.")),
            Map.entry(
                    "complexGateway",
                    new Instead("Ein komplexes Gateway", "Nehmen Sie exklusive und parallele Gateways.")),
            Map.entry(
                    "eventBasedGateway",
                    new Instead(
                            "Ein Gateway, das auf Ereignisse wartet",
                            WAITING + " Danach entscheidet ein exklusives Gateway.")),
            Map.entry("boundaryEvent", new Instead("Ein Ereignis am Rand einer Aufgabe", WAITING + " " + CLOCK)),
            Map.entry(
                    "intermediateCatchEvent",
                    new Instead("Ein Ereignis, auf das gewartet wird", WAITING + " " + CLOCK)),
            Map.entry("intermediateThrowEvent", new Instead("Ein Ereignis, das ausgelöst wird", AUTOMATIC)),
            Map.entry("messageEventDefinition", new Instead("Eine Nachricht", WAITING)),
            Map.entry("timerEventDefinition", new Instead("Eine Uhr", CLOCK)),
            Map.entry("signalEventDefinition", new Instead("Ein Signal", WAITING)),
            Map.entry(
                    "conditionalEventDefinition",
                    new Instead(
                            "Warten auf eine Bedingung",
                            "Prüfen Sie sie mit einem exklusiven Gateway hinter einer Aufgabe.")),
            Map.entry(
                    "errorEventDefinition",
                    new Instead(
                            "Ein Fehlerereignis", "Führen Sie mit einem exklusiven Gateway auf einen anderen Weg.")),
            Map.entry(
                    "escalationEventDefinition",
                    new Instead("Eine Eskalation", "Fristen zeigt die Arbeitsliste. " + OFFICE)),
            Map.entry("compensateEventDefinition", new Instead("Eine Rückabwicklung", REPEAT)),
            Map.entry("cancelEventDefinition", new Instead("Ein Abbruch", "Nehmen Sie ein gewöhnliches Endereignis.")),
            Map.entry(
                    "terminateEventDefinition",
                    new Instead(
                            "Ein Ende, das alles andere abbricht",
                            "Führen Sie parallele Wege vor dem Ende in einem parallelen Gateway zusammen.")),
            Map.entry(
                    "linkEventDefinition",
                    new Instead("Ein Sprung an eine andere Stelle", "Ziehen Sie einen Pfeil dorthin.")),
            Map.entry("multiInstanceLoopCharacteristics", new Instead("Eine Aufgabe, die mehrfach da ist", REPEAT)),
            Map.entry("standardLoopCharacteristics", new Instead("Eine Aufgabe, die sich wiederholt", REPEAT)),
            Map.entry(
                    "collaboration",
                    new Instead("Ein Diagramm mit mehreren Beteiligten", "Lassen Sie nur den Ablauf im Amt stehen.")),
            Map.entry("participant", new Instead("Ein Beteiligter (pool)", "Lassen Sie nur den Ablauf im Amt stehen.")),
            Map.entry("messageFlow", new Instead("Eine Nachricht zwischen Beteiligten", WAITING)),
            Map.entry("message", new Instead("Eine Nachricht", WAITING)),
            Map.entry("laneSet", new Instead("Bahnen (lanes)", OFFICE)),
            Map.entry("lane", new Instead("Eine Bahn (lane)", OFFICE)),
            Map.entry("potentialOwner", new Instead("Eine Zuständigkeit", OFFICE)),
            Map.entry("humanPerformer", new Instead("Eine Zuständigkeit", OFFICE)),
            Map.entry("dataObject", new Instead("Ein Datenobjekt", DATA)),
            Map.entry("dataObjectReference", new Instead("Ein Datenobjekt", DATA)),
            Map.entry("dataStore", new Instead("Ein Datenspeicher", DATA)),
            Map.entry("dataStoreReference", new Instead("Ein Datenspeicher", DATA)),
            Map.entry("ioSpecification", new Instead("Ein- und Ausgabedaten", DATA)),
            Map.entry("dataInputAssociation", new Instead("Eingabedaten", DATA)),
            Map.entry("dataOutputAssociation", new Instead("Ausgabedaten", DATA)),
            Map.entry("property", new Instead("Eine Eigenschaft", DATA)),
            Map.entry("group", new Instead("Ein Rahmen um mehrere Elemente", REMARK)),
            Map.entry("category", new Instead("Eine Gruppe von Elementen", REMARK)),
            Map.entry(
                    "extensionElements",
                    new Instead(
                            "Erweiterungen eines Herstellers",
                            "Entfernen Sie sie: Was eine Aufgabe tut, sagt hier ihre id.")),
            Map.entry("import", new Instead("Der Verweis auf eine andere Datei", "Ein Paket bringt alles mit.")));

    private static final Instead UNKNOWN = new Instead(
            "", "Erlaubt sind Start und Ende, Benutzeraufgaben, exklusive und parallele Gateways und Pfeile.");

    static Instead of(String element) {
        var known = ELEMENTS.getOrDefault(element, UNKNOWN);
        return known.what.isEmpty() ? new Instead("Das Element „%s“".formatted(element), known.fix) : known;
    }

    /** The sentence that refuses it, in the words of the reader and of the file. */
    String message(String element) {
        return what.contains(element)
                ? what + " ist nicht erlaubt."
                : "Nicht erlaubt: %s (%s).".formatted(what, element);
    }
}
