import type { Io } from "../io.ts";

/** The variables of which one tells a program where the user's screen is. */
const DISPLAYS = ["WAYLAND_DISPLAY", "DISPLAY"] as const;

/** Whether a window can be opened here. */
export function hasDisplay(env: Io["env"]): boolean {
  return DISPLAYS.some((name) => Boolean(env[name]));
}
