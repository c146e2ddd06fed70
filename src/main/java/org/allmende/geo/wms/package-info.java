/** Maps as pictures: the Web Map Service over what is public. */
@NullMarked
package org.allmende.geo.wms;

import org.jspecify.annotations.NullMarked;
