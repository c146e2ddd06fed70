/**
 * The demonstration: invented people, their cases, and a guided tour. Nothing in it runs for real people; all it does goes
 * through the same doors as theirs.
 */
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "region",
            "services",
            "services :: *",
            "cases",
            "cases :: deadlines",
            "cases :: identity",
            "cases :: opinion",
            "cases :: payment",
            "cases :: visit",
            "dashboard",
            "geo",
            "geo :: xplan",
            "measures",
            "sensing",
            "sensing :: editions"
        })
@NullMarked
package org.allmende.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
