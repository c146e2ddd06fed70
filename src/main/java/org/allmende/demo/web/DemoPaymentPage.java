package org.allmende.demo.web;

/** The page that stands for a payment service: what is to be paid, and what for. */
public record DemoPaymentPage(String id, String amount, String purpose) {}
