/**
 * A node that really boots, in an emulator: the script of the user data with a real kernel, udev
 * and systemd, and CNI plugins on the links that it leaves.
 */
@NullMarked
package io.github.multusnodes.infra.boot;

import org.jspecify.annotations.NullMarked;
