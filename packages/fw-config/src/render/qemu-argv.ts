import { ArgumentError } from "../arguments/argument-error.ts";
import { expectObject } from "../arguments/expect.ts";
import { expectModel } from "../model/expect-model.ts";
import type { Model, Node, Vm } from "../model/types.ts";
import { option } from "./qemu-option.ts";
import { spiceArgs, type ScreenSockets } from "./qemu-spice.ts";

/** What the host decides about one virtual machine. All paths are absolute. */
export interface Machine extends ScreenSockets {
  /** How the guest's instructions are run: by the processor, or emulated. */
  readonly accel: "kvm" | "tcg";
  /** The guest's kernel. */
  readonly kernel: string;
  /** Its initial RAM disk. */
  readonly initrd: string;
  /** More words for the kernel's command line. */
  readonly append?: string;
  /** The qcow2 overlay of this machine. */
  readonly disk: string;
  /** The raw file (a tar archive) with the machine's artifacts; attached read-only. */
  readonly seed: string;
  /** Unix socket of the machine protocol. */
  readonly qmp: string;
  /** Unix socket of the guest agent. */
  readonly qga: string;
  /** Unix socket of the serial console. */
  readonly console: string;
  /** File that receives a copy of the console. */
  readonly consoleLog: string;
  /** File that receives qemu's process id. */
  readonly pidFile: string;
  /** User name that qemu changes to after its start. */
  readonly runAs?: string;
}

/**
 * The kernel's command line in every guest: classic interface names, a quiet serial console, and
 * a restart after a panic.
 */
export const kernelAppend: string =
  "root=/dev/vda rootfstype=ext4 ro quiet loglevel=3 panic=5 net.ifnames=0 console=ttyS0";

/** There is no speculation to guard against in an emulated processor. */
const emulatedAppend: string = "mitigations=off";

/** The first PCI slot for network cards; later cards follow, so that eth0, eth1, … keep their order. */
const firstNicSlot: number = 0x10;

/** Five levels of page tables cost an emulated processor a look-up more, for nothing. */
function accelArgs(accel: Machine["accel"]): readonly string[] {
  return accel === "kvm"
    ? ["-accel", "kvm", "-cpu", "host"]
    : ["-accel", option("tcg", { thread: "multi", "tb-size": 128 }), "-cpu", "max,la57=off"];
}

function bootArgs(machine: Machine): readonly string[] {
  const append = [
    kernelAppend,
    ...(machine.accel === "tcg" ? [emulatedAppend] : []),
    ...(machine.append === undefined ? [] : [machine.append]),
  ];
  return ["-kernel", machine.kernel, "-initrd", machine.initrd, "-append", append.join(" ")];
}

function drive(
  id: string,
  serial: string,
  file: string,
  format: string,
  readOnly: boolean,
): readonly string[] {
  const blockdev = {
    "node-name": id,
    driver: format,
    "file.driver": "file",
    "file.filename": file,
    "cache.no-flush": "on",
    "read-only": readOnly ? "on" : "off",
  };
  return [
    "-blockdev",
    option("", blockdev),
    "-device",
    option("virtio-blk-pci", { drive: id, serial }),
  ];
}

function nicArgs(node: Node): readonly string[] {
  return node.nics.flatMap((nic, i) => [
    "-netdev",
    option("tap", {
      id: nic.name,
      ifname: nic.tap,
      script: "no",
      downscript: "no",
      vhost: "off",
    }),
    "-device",
    option("virtio-net-pci", {
      netdev: nic.name,
      mac: nic.mac,
      bus: "pcie.0",
      addr: `0x${(firstNicSlot + i).toString(16)}`,
    }),
  ]);
}

function socketArgs(machine: Machine): readonly string[] {
  const server = { server: "on", wait: "off" };
  const chardev = (id: string, path: string, more: Readonly<Record<string, string>> = {}): string =>
    option("socket", { id, path, ...server, ...more });
  return [
    "-chardev",
    chardev("console", machine.console, { logfile: machine.consoleLog }),
    "-serial",
    "chardev:console",
    "-chardev",
    chardev("qmp", machine.qmp),
    "-mon",
    "chardev=qmp,mode=control",
    "-chardev",
    chardev("qga", machine.qga),
    "-device",
    "virtio-serial-pci",
    "-device",
    "virtserialport,chardev=qga,name=org.qemu.guest_agent.0",
  ];
}

function processArgs(machine: Machine): readonly string[] {
  // Becoming another user is an elevation to the filter; nothing can be started afterwards to use it.
  const sandbox = machine.runAs === undefined ? "deny" : "allow";
  return [
    "-sandbox",
    option("on", {
      obsolete: "deny",
      elevateprivileges: sandbox,
      spawn: "deny",
      resourcecontrol: "deny",
    }),
    "-pidfile",
    machine.pidFile,
    ...(machine.runAs === undefined ? [] : ["-runas", machine.runAs]),
  ];
}

/**
 * The arguments of qemu-system-x86_64 for one node, without the program's name.
 *
 * @param node - a node that is a virtual machine
 * @throws TypeError when the node is none, or has spice and the machine no sockets for it
 */
export function qemuArgv(model: Model, node: Node, machine: Machine): readonly string[] {
  expectModel("qemuArgv", model);
  expectObject("qemuArgv: node", node);
  expectObject("qemuArgv: machine", machine);
  if (node.vm === undefined) {
    throw new ArgumentError("qemuArgv: node", node.name, "a node that is a virtual machine");
  }
  const vm: Vm = node.vm;
  return [
    "-name",
    option("", { guest: `${model.name}/${node.name}` }),
    "-M",
    "q35",
    "-nodefaults",
    "-no-user-config",
    "-display",
    "none",
    ...accelArgs(machine.accel),
    "-m",
    `${vm.memoryMiB}M`,
    "-smp",
    String(vm.cpus),
    ...bootArgs(machine),
    ...drive("root", "root", machine.disk, "qcow2", false),
    ...drive("seed", "fwseed", machine.seed, "raw", true),
    ...nicArgs(node),
    ...socketArgs(machine),
    ...spiceArgs(node, machine),
    "-device",
    "virtio-rng-pci",
    // Another one in each process: a guest that is restored elsewhere draws other random numbers.
    "-device",
    "vmgenid,guid=auto",
    ...processArgs(machine),
  ];
}
