package org.allmende.services;

import org.allmende.services.form.Text;

/** Something to have at hand before one begins. */
public record Document(String id, Text name, Text hint) {}
