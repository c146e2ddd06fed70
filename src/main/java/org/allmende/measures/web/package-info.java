/** Where staff write rules, try them on history, and answer for what they bring about. */
@NullMarked
package org.allmende.measures.web;

import org.jspecify.annotations.NullMarked;
