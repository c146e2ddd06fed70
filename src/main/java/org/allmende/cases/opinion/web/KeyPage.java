package org.allmende.cases.opinion.web;

import java.util.Map;

/** Asks for the code that opens a request from outside. */
public record KeyPage(String path, Map<String, String> errors) {}
