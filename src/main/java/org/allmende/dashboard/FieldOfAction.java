package org.allmende.dashboard;

import java.util.List;

/** A Handlungsfeld of the smart region, such as water or waste, with what is measured in it. */
public record FieldOfAction(String id, Words title, Words text, List<UseCase> useCases) {

    public FieldOfAction with(List<UseCase> others) {
        return new FieldOfAction(id, title, text, List.copyOf(others));
    }
}
