package org.allmende.services.bpmn;

/** Something that a process model may not contain or lacks, with its line and what to do, in German. */
public record Finding(int line, String message, String fix) {}
