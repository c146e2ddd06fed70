/** What makes the work list a tool: kept views, text blocks, mentions, who stands in for whom, what is new. */
@NullMarked
package org.allmende.cases.desk;

import org.jspecify.annotations.NullMarked;
