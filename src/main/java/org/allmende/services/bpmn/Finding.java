package org.allmende.services.bpmn;

/**
 * Something that a process model may not contain or lacks, and what to do, in German.
 *
 * @param line in the file, 0 when it is about the whole
 * @param element id of the element that it is about, so that a drawing can mark it; empty when it is about the whole
 * @param name what the element is called, empty when it has no name
 * @param fix what to do or use instead
 */
public record Finding(int line, String element, String name, String message, String fix) {}
