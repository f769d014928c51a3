import type { Writable } from "node:stream";

import type { Chord } from "./keyboard/chord.ts";

/** What a node's machine does at this moment. */
export type MachineState = "running" | "paused" | "off";

/** What can be done to a node's power: `off` is a crash, without warning. */
export type PowerAction = "off" | "on" | "pause" | "resume";

/** A program to run on a node. */
export interface GuestCommand {
  readonly argv: readonly [string, ...string[]];
  /** What the program reads from its standard input; nothing when absent. */
  readonly input?: Buffer;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** When aborted, the program on the node is ended too. */
  readonly signal: AbortSignal;
}

/** What systemctl(1) does to a service. */
export type ServiceAction = "restart" | "reload";

/** Runs the nodes of one lab. A driver knows nothing of commands and nothing of roles. */
export interface Driver {
  /** Starts the node's machine and returns when it runs, long before its system is up. */
  start(node: string): Promise<void>;
  /** What the machine does now. */
  state(node: string): Promise<MachineState>;
  /**
   * Changes the machine's power.
   *
   * @param stopped called as soon as a machine that is switched off sends and takes no packet any
   *   more; what is left of it may take longer to go
   */
  power(node: string, action: PowerAction, stopped?: () => void): Promise<void>;
  /** Asks the node's system to shut down; true when it did so within `timeoutMs`. */
  shutdown(node: string, timeoutMs: number): Promise<boolean>;
  /** The program that restarts or reloads a service on the node, as systemctl does, and ends when that is done. */
  serviceCommand(node: string, name: string, action: ServiceAction): Promise<GuestCommand["argv"]>;
  /** Pulls or plugs the cable of one interface. */
  link(node: string, iface: string, state: "up" | "down"): Promise<void>;
  /** Waits until commands can be run on the node. */
  waitForCommands(node: string, signal: AbortSignal): Promise<void>;
  /**
   * Waits until the node's system has started everything.
   *
   * @throws FwError `E_NOT_READY` with what failed
   */
  waitForSystem(node: string, signal: AbortSignal): Promise<void>;
  /** The last lines that a service of the node wrote, each indented. */
  logTail(node: string, service: string): Promise<string>;
  /** The program that prints the node's journal; absent: its console's log has all. */
  readonly journal?: (follow: boolean) => GuestCommand["argv"];
  /** Runs a program on the node and resolves to its exit code. */
  exec(node: string, command: GuestCommand): Promise<number>;
  /** Reads a small file of the node without starting a program there; undefined when it is absent. */
  readFile(node: string, path: string): Promise<Buffer | undefined>;
  /** Writes a file on the node. */
  copyIn(node: string, path: string, content: Buffer, mode: number): Promise<void>;
  /** The proxy through which viewers reach a machine's screen; absent: no machine has a screen. */
  readonly screenProxy?: (node: string) => ScreenProxy;
  /** By how many milliseconds the node's clock is ahead of the host's; absent: they are one. */
  readonly clockOffsetMs?: (node: string) => Promise<number>;
  /** The USB ports of the nodes; absent: they have none. */
  readonly usb?: UsbPorts;
  /** For nodes whose machine has a screen; absent: no node can have one. */
  readonly screen?: Screen;
  /** Addresses on the node's interfaces, as `address/prefix`. */
  addresses(node: string): Promise<readonly InterfaceAddress[]>;
}

/** The screens and keyboards of machines. */
export interface Screen {
  /** What is on the node's screen, as PNG. */
  picture(node: string): Promise<Buffer>;
  /** Presses chords on the node's keyboard, one after the other. */
  press(node: string, chords: readonly Chord[]): Promise<void>;
}

/** What stands between viewers and a running machine's screen. */
export interface ScreenProxy {
  /** Whether viewers are answered. */
  answers(): Promise<boolean>;
  /**
   * Starts it unless it answers: it may have been killed.
   *
   * @throws FwError `E_NOT_READY` with what it said when it does not start
   */
  ensure(): Promise<void>;
}

/** One address on one interface of a node. */
export interface InterfaceAddress {
  readonly iface: string;
  readonly mac: string | undefined;
  readonly address: string;
}

/** A device from outside on a USB port of a node. */
export interface UsbPlug {
  readonly id: string;
  /**
   * `waiting`: nobody offers a device for this port; `connected`: one is in it, and the node's system
   * has not looked at it; `taken`: the node's system has given it an address.
   */
  readonly state: "waiting" | "connected" | "taken";
}

/** What is to be plugged in. */
export interface UsbOffer {
  /** Begins with a letter; letters, digits, `-`, `.` and `_` follow. */
  readonly id: string;
  /** The TCP port of the lab's loopback where the device is offered in usbredir's protocol. */
  readonly tcpPort: number;
  /** Which devices the port takes (usbredir's filter). */
  readonly filter: string;
}

/** The USB ports of a lab's machines. */
export interface UsbPorts {
  /** All devices from outside on the node's ports, and the ports that wait for one. */
  plugs(node: string): Promise<readonly UsbPlug[]>;
  /**
   * Plugs a device in; it is there once it is offered, and again whenever it is.
   *
   * @returns what the machine has said against it since
   */
  plug(
    node: string,
    offer: UsbOffer,
  ): Promise<{ readonly refusal: () => Promise<string | undefined> }>;
  /** Pulls it out, whatever the node does with it; that it is out already is fine. */
  unplug(node: string, id: string): Promise<void>;
}
