/** What the API server tells of pods, read well and read badly. */
@NullMarked
package io.github.multusnodes.pods.cluster;

import org.jspecify.annotations.NullMarked;
