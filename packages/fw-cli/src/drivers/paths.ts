/** What a driver finds of its lab on the host. */
export interface DriverPaths {
  /** The rendered files, a folder for each host. */
  readonly artifacts: string;
  node(name: string): NodePaths;
}

/** The files of one virtual machine. */
export interface NodePaths {
  readonly dir: string;
  readonly disk: string;
  readonly seed: string;
  readonly qmp: string;
  readonly qga: string;
  readonly console: string;
  readonly consoleLog: string;
  /** The socket that viewers open, of a machine that has a screen. */
  readonly spice: string;
  /** The folder of what the proxy of the screen may open when it is no longer root. */
  readonly screen: string;
  /** What the proxy says. */
  readonly screenLog: string;
  /** qemu's own spice server, which nobody but the lab may open: it asks for no ticket and forbids nothing. */
  readonly spiceServer: string;
  /** qemu's VNC server, which shows the same screen. */
  readonly vnc: string;
  /** The hashes of the tickets that let viewers on other machines in. */
  readonly tickets: string;
  /** Those that let in one viewer, and have done so. */
  readonly usedTickets: string;
  /** The folder of the certificates for them. */
  readonly certificates: string;
  /** Where qemu puts a picture of the screen when it is asked for one. */
  readonly picture: string;
  readonly pidFile: string;
  /** A file for each USB device of the host that is shared with the machine, while it is. */
  readonly usb: string;
  /** What qemu itself says, on the host. */
  readonly qemuLog: string;
  /** Process 1 of a node that is a namespace. */
  readonly init: string;
}
