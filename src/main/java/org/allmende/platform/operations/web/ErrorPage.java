package org.allmende.platform.operations.web;

/** Which of the texts fits: {@code notFound}, {@code forbidden}, {@code tooLarge}, {@code badRequest} or {@code broken}. */
public record ErrorPage(int status, String kind) {}
