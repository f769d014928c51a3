import { expect, test } from "vitest";

import { exampleModel } from "../../test/artifacts.ts";
import { qemuArgv, type Machine } from "./qemu-argv.ts";

const model = exampleModel("seed", "tcg");

const machine: Machine = {
  accel: "tcg",
  kernel: "/img/vmlinuz",
  initrd: "/img/initrd",
  disk: "/lab/fw-1.qcow2",
  seed: "/lab/fw-1.tar",
  qmp: "/lab/qmp",
  qga: "/lab/qga",
  console: "/lab/console",
  consoleLog: "/lab/console.log",
  pidFile: "/lab/pid",
};

const sockets = { spice: "/lab/spice", vnc: "/lab/vnc" };

/** What a machine of an example is started with. */
function exampleArgv(example: string, name: string, changes: Partial<Machine>): readonly string[] {
  const own = exampleModel(example, "tcg");
  const node = own.nodes.find((candidate) => candidate.name === name);
  if (node === undefined) throw new Error(name);
  return qemuArgv(own, node, { ...machine, ...changes });
}

function argvOf(name: string, changes: Partial<Machine> = {}): readonly string[] {
  return exampleArgv("seed", name, { ...sockets, ...changes });
}

/** The values of an option that may be given several times. */
function valuesOf(argv: readonly string[], flag: string): readonly string[] {
  return argv.flatMap((word, i) => (argv[i - 1] === flag ? [word] : []));
}

test("the whole command line of fw-1", async () => {
  await expect(`${argvOf("fw-1").join("\n")}\n`).toMatchFileSnapshot(
    new URL("../../test/golden/seed/fw-1.qemu-argv.txt", import.meta.url).pathname,
  );
});

test("cards have the model's MACs and taps, in order, at fixed places", () => {
  const argv = argvOf("fw-2");
  const cards = valuesOf(argv, "-device").filter((value) => value.startsWith("virtio-net-pci"));
  const taps = valuesOf(argv, "-netdev");
  const nics = model.nodes.find(({ name }) => name === "fw-2")?.nics ?? [];
  expect(nics).toHaveLength(3);
  for (const [i, nic] of nics.entries()) {
    expect(taps[i]).toContain(`id=${nic.name},ifname=${nic.tap},script=no,downscript=no`);
    expect(cards[i]).toContain(`netdev=${nic.name},mac=${nic.mac},bus=pcie.0,addr=0x1${i}`);
  }
});

test("a comma in a path cannot begin another option", () => {
  const argv = argvOf("fw-1", { disk: "/a,readonly=on/d", qmp: "/b,server=off", seed: "/c,,d" });
  expect(argv.find((word) => word.includes("node-name=root"))).toContain("/a,,readonly=on/d");
  expect(argv.find((word) => word.includes("id=qmp"))).toContain("path=/b,,server=off,server=on");
  expect(argv.find((word) => word.includes("node-name=seed"))).toContain("/c,,,,d");
});

test("the accelerator, the user and more words for the kernel are the host's choice", () => {
  const argv = argvOf("client", { accel: "kvm", runAs: "fw", append: "debug" });
  expect(valuesOf(argv, "-accel")).toStrictEqual(["kvm"]);
  expect(valuesOf(argv, "-runas")).toStrictEqual(["fw"]);
  expect(valuesOf(argv, "-append")[0]).toMatch(/net\.ifnames=0 .*debug$/);
  expect(valuesOf(argv, "-netdev")).toHaveLength(1);
});

test("the machine that runs the lab has no command line", () => {
  expect(() => argvOf("omarine")).toThrow(TypeError);
});

test("a machine with spice has servers on Unix sockets, a card, the agent and USB channels", () => {
  const argv = exampleArgv("desktop", "client", sockets);
  expect(valuesOf(argv, "-spice")).toStrictEqual([
    "unix=on,addr=/lab/spice,disable-ticketing=on,disable-copy-paste=off,disable-agent-file-xfer=on,jpeg-wan-compression=never",
  ]);
  expect(valuesOf(argv, "-vnc")).toStrictEqual(["vnc=unix:/lab/vnc"]);
  const devices = valuesOf(argv, "-device");
  expect(devices).toContain("virtio-vga,id=video,max_outputs=2,max_hostmem=134217728");
  expect(devices).toContain(
    "virtserialport,id=vdagent-port,chardev=vdagent,name=com.redhat.spice.0",
  );
  const filter = "-1:0x0951:0x1666:-1:1|-1:0x46f4:-1:-1:1|-1:-1:-1:-1:0";
  expect(devices.filter((device) => device.startsWith("usb-redir"))).toStrictEqual(
    [0, 1, 2].map(
      (i) => `usb-redir,id=usbredir${i}-port,chardev=usbredir${i},bus=usb.0,filter=${filter}`,
    ),
  );
});

test("a screen has the card that is asked for, and takes nothing from the viewer unless it may", () => {
  const argv = exampleArgv("desktop", "fw-1", sockets);
  expect(valuesOf(argv, "-spice")[0]).toMatch(/,disable-copy-paste=on,disable-agent-file-xfer=on,/);
  expect(valuesOf(argv, "-device")).toContain(
    "qxl-vga,id=video,max_outputs=1,vgamem_mb=16,ram_size_mb=64,vram_size_mb=64",
  );
  expect(exampleArgv("seed", "client", sockets).join(" ")).toContain(
    ",disable-copy-paste=off,disable-agent-file-xfer=off",
  );
});

test("pictures may blur on the way to another machine alone", () => {
  const [local = "", remote = ""] = ["client", "fw-1"].map(
    (name) => valuesOf(exampleArgv("desktop", name, sockets), "-spice")[0],
  );
  expect([local, remote].map((text) => /jpeg-wan-compression=(\w+)/.exec(text)?.[1])).toStrictEqual(
    ["never", "auto"],
  );
});

test("a screen is never served at a port, whoever may reach it in the end, and makes no sound", () => {
  const argv = exampleArgv("desktop", "fw-1", sockets);
  expect(argv.join(" ")).not.toMatch(/port=\d|tls|password|5930|audio|hda|ac97/i);
});

test.each(
  (["off", "host-to-guest", "guest-to-host", "both"] as const).flatMap((clipboard) =>
    [false, true].map((fileTransfer) => ({ clipboard, fileTransfer })),
  ),
)(
  "a screen with $clipboard and files $fileTransfer is such that its proxy holds all of it",
  (sharing) => {
    const own = exampleModel("desktop", "tcg");
    const node = own.nodes.find(({ name }) => name === "client");
    if (node?.vm?.spice === undefined) throw new Error("the client has a screen");
    const spice = { ...node.vm.spice, ...sharing };
    const argv = qemuArgv(own, { ...node, vm: { ...node.vm, spice } }, { ...machine, ...sockets });
    // The proxy shows an empty ticket at the one socket, and what it lets pass qemu must not hold back.
    const [server = "", ...more] = valuesOf(argv, "-spice").map((value) => value.split(","));
    expect(more).toStrictEqual([]);
    expect(server).toStrictEqual([
      "unix=on",
      "addr=/lab/spice",
      "disable-ticketing=on",
      `disable-copy-paste=${sharing.clipboard === "off" ? "on" : "off"}`,
      `disable-agent-file-xfer=${sharing.fileTransfer ? "off" : "on"}`,
      "jpeg-wan-compression=never",
    ]);
    // The agent's port ends in the spice server alone: by qemu's own agent, VNC would copy too.
    expect(argv.join(" ")).not.toContain("qemu-vdagent");
    expect(valuesOf(argv, "-chardev").filter((value) => value.includes("vdagent"))).toStrictEqual([
      "spicevmc,id=vdagent,name=vdagent",
    ]);
  },
);

test("spice without its sockets is a mistake of the caller", () => {
  expect(() => exampleArgv("desktop", "client", {})).toThrow(TypeError);
  expect(() => exampleArgv("desktop", "client", { spice: "/lab/spice" })).toThrow(TypeError);
});

test("a machine without spice has none of it", () => {
  expect(exampleArgv("desktop", "fw-2", sockets).join(" ")).not.toMatch(/spice|vnc|vga|usb/);
});
