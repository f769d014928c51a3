// Imports nothing, because it is published: the types of the libraries below are not.

/** What one node is and does at this moment. */
export interface NodeStatus {
  readonly name: string;
  readonly kind: "firewall" | "client" | "lab-host";
  /**
   * `booting`: the machine runs and its system does not answer yet. `silent`: not even the program
   * that runs the machine answers.
   */
  readonly state: "running" | "paused" | "off" | "booting" | "silent";
  /** What keepalived made of it; null on a node that is no firewall or has no role yet. */
  readonly role: "primary" | "backup" | "fault" | null;
  /** Virtual addresses that the node holds. */
  readonly vips: readonly string[];
  /** Own addresses, as the model gives them. */
  readonly addresses: readonly string[];
  /** Whether viewers are answered; null when the node has no screen, or does not run. */
  readonly screen: "ready" | "unreachable" | null;
  /** USB devices of the host that are attached to it; absent: none. */
  readonly usb?: readonly AttachedUsb[];
  /** How its processor is run; null when it is no virtual machine. */
  readonly accel: "kvm" | "tcg" | null;
}

/** A USB device of the host that is attached to a node. */
export interface AttachedUsb {
  /** vendor:product, in hexadecimal. */
  readonly device: string;
  /** Whether it was unplugged, or is shared no longer. */
  readonly gone: boolean;
}

/** What `fw status --json` prints. */
export interface LabStatus {
  readonly version: 1;
  readonly lab: string;
  readonly phase: "starting" | "up";
  readonly driver: "qemu" | "netns";
  /** Null when the nodes are no virtual machines. */
  readonly accel: "kvm" | "tcg" | null;
  readonly accelReason: string | null;
  /** The id of the first of the images; null when the nodes are no virtual machines. */
  readonly image: string | null;
  /** Those that the machines' disks are copies of. */
  readonly images: readonly {
    readonly variant: "base" | "desktop";
    readonly id: string;
  }[];
  readonly configFile: string;
  readonly startedAt: string;
  readonly nodes: readonly NodeStatus[];
}
