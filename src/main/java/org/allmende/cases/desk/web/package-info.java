/** Mentions, text blocks, absences and workload, as pages for staff. */
@NullMarked
package org.allmende.cases.desk.web;

import org.jspecify.annotations.NullMarked;
