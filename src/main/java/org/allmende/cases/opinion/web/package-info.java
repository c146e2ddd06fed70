/** Where those who are asked for an opinion read what they may see, and answer. */
@NullMarked
package org.allmende.cases.opinion.web;

import org.jspecify.annotations.NullMarked;
