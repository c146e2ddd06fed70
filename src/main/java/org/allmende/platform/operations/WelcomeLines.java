package org.allmende.platform.operations;

import java.util.List;

/** Lines that a module adds to the welcome on the console. */
public interface WelcomeLines {

    List<String> lines();
}
