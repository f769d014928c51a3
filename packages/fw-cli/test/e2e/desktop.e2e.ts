import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import { loadOf } from "../../src/proof/place.ts";
import { presetSteps } from "../../src/proof/presets.ts";
import { waitsFor } from "../../src/proof/prove.ts";
import { runTrial } from "../../src/proof/trial.ts";
import { waitUntil } from "../../src/wait-until.ts";
import { type AgentViewer, openAgentViewer } from "../desktop/agent-viewer.ts";
import { desks, type DesktopLab, startDesktops } from "../desktop/desktop-lab.ts";
import { type HostClipboard, hostClipboard } from "../desktop/host-clipboard.ts";
import { keepPicture, picturesAreKept } from "../desktop/pictures.ts";
import {
  aboveBar,
  blackTiles,
  learnTerminal,
  type Terminal,
  type TerminalReader,
  terminalOn,
} from "../desktop/terminal.ts";
import { launchBrowser, shown } from "../view/browser.ts";
import { proxyPids } from "../view/proxy-pids.ts";
import { contains, startXDisplay, type XDisplay } from "../view/x-display.ts";
import { eventually } from "./eventually.ts";
import { fwOk, type RunningFw, startFw } from "./fw.ts";
import { labNamespace, processesOf } from "./host-footprint.ts";

const obstacle = inject("obstacle");
if (obstacle !== "") console.warn(`skipped: the desktops: ${obstacle}`);

const TEXT = "Příliš žluťoučký kůň — 快速的棕色狐狸、すばしこい狐, 다람쥐 — 👩‍💻🎉🇨🇿 ½×∞\n\tend";
const PNG = "image/png";
/** Texts of a line and of a megabyte. */
const LONG = Array.from({ length: 62_500 }, (_, line) => `${line} žluťoučký`)
  .join("\n")
  .slice(0, 2 ** 20);

/** The scancode of the key "a". */
const KEY_A = 0x1e;

const count = ({ said }: AgentViewer, event: string): number =>
  said.filter((one) => one.event === event).length;
const sha256 = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");

describe.skipIf(obstacle !== "")(`desktops${obstacle && ` (${obstacle})`}`, () => {
  let lab: DesktopLab;
  let display: XDisplay;
  let terminal: Terminal;
  let read: TerminalReader;

  const socket = (node: string): string => lab.lab.paths.node(node).spice;
  const onDesk = (...argv: [string, ...string[]]): Promise<string> =>
    lab.onDesktop("desk", ...argv);
  const copyIn = (path: string, content: string | Buffer): Promise<void> =>
    lab.lab.driver.copyIn("desk", path, Buffer.from(content), 0o644);
  /** The hash of what would be pasted in the guest. */
  const pasted = (node: string, target = "UTF8_STRING"): Promise<string> => {
    const script = 'timeout 5 xclip -selection clipboard -t "$1" -o | sha256sum | cut -d" " -f1';
    return lab.onDesktop(node, "sh", "-c", script, "sh", target);
  };
  const copy = (path: string, target = "UTF8_STRING"): Promise<string> => {
    const script = 'xclip -selection clipboard -t "$2" -i "$1" > /dev/null 2>&1';
    return onDesk("sh", "-c", script, "sh", path, target);
  };
  const screenshot = async (): Promise<Buffer> => {
    await lab.screenshot("desk");
    return readFile(join(lab.dir, "desk.png"));
  };
  const seen = async (): Promise<string> => read(await terminal.picture()).join("\n");
  const windowOf = (node: string): Promise<string> =>
    display.xdotool("search", "--name", `office/${node}`);
  const openWindow = async (node: string): Promise<RunningFw> => {
    const running = startFw(["view", node], { ...lab.env, ...display.env });
    await waitUntil(async () => (await windowOf(node)) !== "", {
      what: `the window of ${node} opens`,
      timeoutMs: 30_000,
    });
    return running;
  };
  const closeWindow = async ({ child, result }: RunningFw): Promise<void> => {
    child.kill("SIGINT");
    await result;
  };

  beforeAll(async () => {
    const started = performance.now();
    [lab, display] = await Promise.all([startDesktops(), startXDisplay()]);
    const seconds = (performance.now() - started) / 1000;
    console.log(`two desktops take keys after ${seconds.toFixed(1)} s`);
    terminal = terminalOn(lab, "desk");
    read = await learnTerminal(terminal);
  });
  afterAll(async () => {
    await display?.[Symbol.asyncDispose]();
    await lab?.[Symbol.asyncDispose]();
  });

  it("X draws by the qxl driver, in a session on the machine's seat", async () => {
    expect(await onDesk("cat", "/home/user/.local/share/xorg/Xorg.0.log")).toContain("qxl(0): ");
    expect(await onDesk("loginctl", "--no-legend")).toMatch(/user +seat0 +tty1/);
  });

  it("what the terminal says can be read off a screenshot", async () => {
    await terminal.type("clear; head -c 60 /dev/urandom | base64 -w 0 | tee /tmp/secret; echo\n");
    await expect.poll(seen).toMatch(/^\S{80}\nuser@desk:~\$/);
    const [shownSecret] = (await seen()).split("\n");
    expect(shownSecret).toBe(await onDesk("cat", "/tmp/secret"));
    const symbols = '~!@#$%^&*()_+|{}:"<>?`-=[]\\;,./';
    await terminal.type(`clear; echo $((6 * 7)) '${symbols}'\n`);
    await expect.poll(async () => (await seen()).split("\n")[0]).toBe(`42 ${symbols}`);
    await terminal.type("clear; grep PRETTY /etc/os-release; ip -br address; ls -a\n");
    await expect.poll(seen).toContain("10.0.0.9/24");
    await keepPicture("terminal", await readFile(join(lab.dir, "desk.png")));
  });

  it("a browser shows the same desktop, and what is typed into the page reaches it", async () => {
    const browser = await launchBrowser();
    const web = startFw(["view", "desk", "--web", "--json"], lab.env);
    try {
      if (web.child.stdout === null) throw new Error("its output is read");
      const lines: string[] = [];
      for await (const line of createInterface(web.child.stdout)) {
        lines.push(line);
        if (line === "}") break;
      }
      const { url } = JSON.parse(lines.join("\n")) as { readonly url: string };
      const page = await browser.newPage();
      await page.goto(url);
      await expect.poll(() => page.locator("#status").innerText()).toBe("connected");
      const inPage = async (): Promise<string> => read(await shown(page)).join("\n");
      const before = await seen();
      await expect.poll(inPage).toBe(before);
      await page.keyboard.type("clear; seq 41 43\n", { delay: 50 });
      for (const look of [inPage, seen]) {
        await expect.poll(look).toMatch(/^41\n42\n43\nuser@desk:~\$/);
      }
      await keepPicture("browser", await page.screenshot());
    } finally {
      await browser.close();
      web.child.kill("SIGINT");
      await once(web.child, "close");
    }
  });

  describe("in windows of one display", () => {
    let clipboard: HostClipboard;
    let windows: readonly RunningFw[];
    const onHost = async (target?: string): Promise<string> =>
      sha256(await clipboard.paste(target));
    /** What would be pasted in each machine. */
    const inGuests = (target?: string): Promise<readonly string[]> =>
      Promise.all(desks.map((node) => pasted(node, target)));

    beforeAll(async () => {
      clipboard = hostClipboard(display);
      windows = await Promise.all(desks.map(openWindow));
    });
    afterAll(() => Promise.all((windows ?? []).map(closeWindow)));

    it("what is copied on the host can be pasted in both machines: letters, a picture, a megabyte", async () => {
      const png = await screenshot();
      for (const [content, target] of [[TEXT], [png, PNG], [LONG]] as const) {
        await clipboard.copy(Buffer.from(content), target);
        const same = sha256(content);
        await expect.poll(() => inGuests(target)).toEqual([same, same]);
      }
    });

    it("what is copied in one machine can be pasted on the host and in the other machine", async () => {
      const png = await screenshot();
      await copyIn("/tmp/text", TEXT);
      await copyIn("/tmp/picture", png);
      await copyIn("/tmp/long", LONG);
      for (const [path, content, target] of [
        ["/tmp/text", TEXT],
        ["/tmp/picture", png, PNG],
        ["/tmp/long", LONG],
      ] as const) {
        await copy(path, target);
        const same = sha256(content);
        await expect.poll(() => onHost(target)).toBe(same);
        await expect.poll(() => inGuests(target)).toEqual([same, same]);
      }
    });

    it("the screen takes the size of the window, and no part of it stays black", async () => {
      const [window = ""] = (await windowOf("desk")).split("\n");
      for (const [width, height] of [
        [1180, 760],
        [823, 595],
      ] as const) {
        const { width: before } = await lab.screenshot("desk");
        const started = performance.now();
        await display.xdotool("windowsize", window, String(width), String(height));
        await expect
          .poll(async () => {
            const picture = await lab.screenshot("desk");
            const isNear = Math.abs(picture.width - width) < 32 && picture.width !== before;
            return isNear ? blackTiles(picture) : "another size";
          })
          .toEqual([]);
        console.log(`resized after ${((performance.now() - started) / 1000).toFixed(1)} s`);
      }
      // The other machine's window may cover this one.
      await display.xdotool("windowactivate", "--sync", window);
      await expect
        .poll(async () => contains(await display.picture(), aboveBar(await lab.screenshot("desk"))))
        .toBe(true);
    });

    it.runIf(picturesAreKept)("a picture of pasted text", async () => {
      await clipboard.copy(Buffer.from("Příliš žluťoučký kůň úpěl ďábelské ódy.\n"));
      await terminal.type("clear; xclip -o -selection clipboard\n");
      await expect.poll(seen).toContain("user@desk");
      await keepPicture("pasted", await readFile(join(lab.dir, "desk.png")));
    });
  });

  describe("with a viewer that copies and drops by order", () => {
    const open = async (sharing: Parameters<DesktopLab["share"]>[1]): Promise<AgentViewer> => {
      await lab.share("desk", sharing);
      return openAgentViewer(socket("desk"));
    };
    /** What became of each file: that it was dropped, or why it was refused. */
    const outcomes = ({ said }: AgentViewer): readonly string[] =>
      said.flatMap(({ event, why }) =>
        event === "dropped" || event === "refused" ? [why ?? event] : [],
      );
    /** Returns when all that both had said before has arrived: a file goes the same way. */
    const everythingArrived = async (viewer: AgentViewer): Promise<void> => {
      const before = outcomes(viewer);
      const file = join(lab.dir, "barrier");
      await writeFile(file, "x");
      viewer.order({ drop: file });
      await expect.poll(() => outcomes(viewer)).toEqual([...before, "dropped"]);
    };
    const hostCopies = (viewer: AgentViewer): void => {
      for (let time = 1; time <= 30; time += 1) viewer.order({ copy: `of the host ${time}` });
    };
    const guestCopies = (): Promise<string> =>
      onDesk(
        "sh",
        "-c",
        'for i in $(seq 30); do printf "of the guest %d" $i | xclip -selection clipboard > /dev/null 2>&1; done',
      );

    it.each([
      ["off", false, false],
      ["host-to-guest", true, false],
      ["guest-to-host", false, true],
      ["both", true, true],
    ] as const)("%s: what is copied 30 times goes no other way", async (mode, toGuest, toHost) => {
      await using viewer = await open({ clipboard: mode, fileTransfer: true });
      const before = await pasted("desk");
      hostCopies(viewer);
      await everythingArrived(viewer);
      expect(await pasted("desk")).toBe(toGuest ? sha256("of the host 30") : before);
      expect(count(viewer, "guest asked") > 0).toBe(toGuest);
      await guestCopies();
      await everythingArrived(viewer);
      expect(await pasted("desk")).toBe(sha256("of the guest 30"));
      const text = (): string | undefined =>
        viewer.said.findLast(({ event }) => event === "pasted")?.text;
      await expect.poll(text).toBe(toHost ? "of the guest 30" : undefined);
      expect(count(viewer, "guest copied") > 0).toBe(toHost);
      expect(count(viewer, "pasted") > 0).toBe(toHost);
      hostCopies(viewer);
      await everythingArrived(viewer);
      expect(await pasted("desk")).toBe(sha256(`of the ${toGuest ? "host" : "guest"} 30`));
    });

    it("a file of five megabytes is dropped, and refused where that is forbidden", async () => {
      const name = "drop-ě漢.bin";
      const content = randomBytes(5_000_000);
      const file = join(lab.dir, name);
      await writeFile(file, content);
      const arrived = (): Promise<string> =>
        onDesk("sh", "-c", 'cd /home/user/Downloads; sha256sum < "$1" || echo absent', "sh", name);
      {
        await using viewer = await open({ clipboard: "both", fileTransfer: true });
        const started = performance.now();
        viewer.order({ drop: file });
        await expect.poll(() => outcomes(viewer)).toEqual(["dropped"]);
        console.log(`5 MB dropped after ${((performance.now() - started) / 1000).toFixed(1)} s`);
        expect(await arrived()).toBe(`${sha256(content)}  -`);
        await onDesk("rm", `/home/user/Downloads/${name}`);
      }
      await using viewer = await open({ clipboard: "both", fileTransfer: false });
      viewer.order({ drop: file });
      await expect.poll(() => outcomes(viewer)).toEqual([expect.stringMatching(/./)]);
      expect(await arrived()).toContain("absent");
    });
  });

  it("no flow through the pair dies when the primary crashes while a desktop is used in a viewer", async () => {
    const { lab: pair, proof } = lab;
    await lab.startPair();
    await using viewer = await openAgentViewer(socket("desk"));
    const typist = setInterval(() => viewer.order({ press: KEY_A }), 200);
    try {
      const trial = await runTrial(pair, proof, {
        ...waitsFor(pair.model.ha),
        ...loadOf(pair.state),
        tcpIntervalMs: 200,
        flows: 5,
        steps: presetSteps("power-off", pair.model),
        takeover: "must",
      });
      const { classes, resets, surprise } = trial;
      console.log(`not measurable: ${trial.notMeasurable ?? "no"}`);
      expect(classes.map(({ name, flows, dead }) => [name, flows > 0, dead])).toEqual(
        classes.map(({ name }) => [name, true, []]),
      );
      expect({ resets, surprise }).toEqual({ resets: [], surprise: undefined });
      const changes = count(viewer, "changed");
      await expect.poll(() => count(viewer, "changed")).toBeGreaterThan(changes);
    } finally {
      clearInterval(typist);
    }
  });

  it("fw view says so when what serves the screen dies, and serves it again", async () => {
    const { result } = await openWindow("desk");
    for (const pid of await proxyPids(socket("desk"))) process.kill(pid, "SIGKILL");
    expect(await result).toMatchObject({
      stderr: expect.stringContaining("what served the screen of desk has ended"),
    });
    await closeWindow(await openWindow("desk"));
  });

  it("fw view says that nothing can be copied while the machine's agent does not run", async () => {
    const said = "spice's agent does not run in desk";
    const look = async (): Promise<string> => {
      const { child, result } = await openWindow("desk");
      child.kill("SIGINT");
      return (await result).stderr;
    };
    const units = ["spice-vdagentd.socket", "spice-vdagentd.service"] as const;
    await onDesk("systemctl", "stop", ...units);
    expect(await look()).toContain(said);
    await onDesk("systemctl", "start", ...units);
    await eventually(async () => expect(await look()).not.toContain(said));
  });

  it("ends with the lab: windows, pages, proxies and machines", async () => {
    const folder = join(lab.dir, "office");
    const namespace = await labNamespace(folder);
    const window = await openWindow("desk");
    await fwOk(["down", "--purge"], lab.env);
    expect(await window.result).toMatchObject({ exitCode: 0 });
    expect(await windowOf("desk")).toBe("");
    await eventually(async () => expect(await processesOf(namespace, folder)).toEqual([]), 2_000);
  });
});
