package org.allmende.services.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The page of a service as a portal would show it.
 *
 * @param text what is shown: a draft, what was typed, or what is out
 * @param path where the form is sent that makes it real
 * @param hidden what that form carries
 * @param act the words on its button; null when there is nothing to make real
 * @param back the page to go on editing; null when the form leads back with what was typed
 * @param formBack where the form leads back to; null when a link does
 */
public record AdoptionPreview(
        ServicePage service,
        String text,
        String path,
        Map<String, String> hidden,
        @Nullable String act,
        @Nullable String back,
        @Nullable String formBack) {}
