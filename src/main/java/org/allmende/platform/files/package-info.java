/** Files that people hand in: checked, encrypted at rest, and gone for good when their key is deleted. */
@NullMarked
package org.allmende.platform.files;

import org.jspecify.annotations.NullMarked;
