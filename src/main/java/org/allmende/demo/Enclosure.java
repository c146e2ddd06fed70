package org.allmende.demo;

/**
 * A file that somebody added: a photo ({@code .jpg}) or a scan ({@code .pdf}).
 *
 * @param question path of the form's question it answers
 */
record Enclosure(String question, String name) {

    byte[] content() {
        return name.endsWith(".jpg") ? Specimen.photo() : Specimen.scan(name.replaceFirst("\\.pdf$", ""));
    }
}
