/** Where the host's USB devices are found, and what shares them; the tests have one of their own. */
export interface UsbHost {
  /** The folder with the `sys`, `proc` and `dev` that are looked at. */
  readonly root: string;
  /** usbredirect(1), or a program that is called as it is. */
  readonly program: string;
}

/** This machine. */
export const thisHost: UsbHost = { root: "/", program: "usbredirect" };
