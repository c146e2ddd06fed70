@NullMarked
package org.allmende.cases.disclosure.web;

import org.jspecify.annotations.NullMarked;
