import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { verifyImage } from "./cache.ts";
import { bootableImage, ensureImage, planImage } from "./image.ts";
import type { ImageEvent } from "./progress.ts";
import { recipeId } from "./recipe-id.ts";
import { imageRecipe } from "./recipe.ts";

// The true tools take a minute; these stand-ins leave the same files. The end-to-end tests run the true ones.
const tools = {
  mmdebstrap: `#!/bin/sh
echo "I: running apt-get update..." >&2
for name in root.tar vmlinuz initrd; do echo "$name" >$name; done
printf 'bash\\t5.2\\n' >packages
echo built >>"$COUNTER"
[ -z "$SLOW" ] || sleep "$SLOW"
`,
  tar: "#!/bin/sh\nexit 0\n",
  mke2fs:
    '#!/bin/sh\ncase "$FULL" in yes) echo "mke2fs: No space left on device" >&2; exit 1;; esac\n',
  "qemu-img": "#!/bin/sh\necho disk >disk.qcow2\n",
};

let dir: string;
let env: Record<string, string>;
const id = recipeId(imageRecipe);

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fw-build-"));
  const bin = join(dir, "bin");
  await mkdir(bin);
  for (const [name, script] of Object.entries(tools)) await tool(bin, name, script);
  // Called around an ordinary user's commands; the tests need no other ids.
  await tool(bin, "unshare", '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done\nshift\nexec "$@"\n');
  env = {
    PATH: `${bin}:/usr/bin:/bin`,
    XDG_CACHE_HOME: join(dir, "cache"),
    COUNTER: join(dir, "counter"),
    TMPDIR: dir,
  };
});
afterEach(() => rm(dir, { recursive: true }));

async function tool(bin: string, name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), script);
  await chmod(join(bin, name), 0o755);
}

const cached = (): Promise<string[]> => readdir(join(env["XDG_CACHE_HOME"] ?? "", "fw-cli/images"));
const temporary = async (): Promise<string[]> =>
  (await readdir(dir)).filter((name) => name.startsWith("fw-image-"));
const signal = new AbortController().signal;

describe("a wanted image", () => {
  test("an image is built once, then taken from the cache", async () => {
    const events: ImageEvent[] = [];
    const image = await ensureImage({ env, signal, onEvent: (event) => events.push(event) });
    expect(await ensureImage({ env, signal })).toEqual(image);
    expect(await readFile(env["COUNTER"] ?? "", "utf8")).toBe("built\n");
    expect(await verifyImage(image)).toEqual([]);
    expect(await cached()).toEqual([id]);
    const percents = events.map(({ percent }) => percent);
    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
    expect(events.map(({ message }) => message)).toContain("reading the package lists");
  });

  test("who wants an image that is being built waits for it instead of building again", async () => {
    let second: Promise<unknown> = Promise.reject(new Error("the first build never began"));
    second.catch(() => undefined);
    const begin = ({ percent }: ImageEvent): void => {
      if (percent === 0) second = ensureImage({ env, signal });
    };
    const first = await ensureImage({ env, signal, onEvent: begin });
    expect(await second).toEqual(first);
    expect(await readFile(env["COUNTER"] ?? "", "utf8")).toBe("built\n");
  });

  test("a build on a full disk leaves only its log", async () => {
    const failed = ensureImage({ env: { ...env, FULL: "yes" }, signal });
    await expect(failed).rejects.toMatchObject({ code: "E_DISK_FULL", exitCode: 1 });
    expect(await cached()).toEqual([`${id}.log`]);
  });

  test("a build whose command fails leaves only its log, and shows its last lines", async () => {
    await tool(join(dir, "bin"), "mmdebstrap", "#!/bin/sh\necho E: no mirror >&2\nexit 25\n");
    const failed = ensureImage({ env, signal });
    await expect(failed).rejects.toMatchObject({
      code: "E_IMAGE",
      message: expect.stringContaining("E: no mirror"),
      hint: expect.stringContaining(`${id}.log`),
    });
    expect(await cached()).toEqual([`${id}.log`]);
    await tool(join(dir, "bin"), "mmdebstrap", tools.mmdebstrap);
    await ensureImage({ env, signal });
    expect(await cached()).toEqual([id]);
  });

  test("an interrupted build leaves only its log", async () => {
    const controller = new AbortController();
    const failed = ensureImage({
      env: { ...env, SLOW: "60" },
      signal: controller.signal,
      onEvent: ({ percent }) => percent === 2 && controller.abort(),
    });
    await expect(failed).rejects.toMatchObject({ code: "E_ABORTED" });
    expect(await cached()).toEqual([`${id}.log`]);
    expect(await temporary()).toEqual([]);
  });

  test("a build names the command that it misses", async () => {
    await rm(join(dir, "bin/qemu-img"));
    const failed = ensureImage({ env: { ...env, PATH: join(dir, "bin") }, signal });
    await expect(failed).rejects.toMatchObject({
      code: "E_MISSING_PACKAGES",
      message: "the command qemu-img is missing",
    });
  });

  test("the next build removes what a killed one left", async () => {
    const controller = new AbortController();
    const images = join(env["XDG_CACHE_HOME"] ?? "", "fw-cli/images");
    await mkdir(join(images, `.build-${id}-dead/root`), { recursive: true });
    const begun = async ({ percent }: ImageEvent): Promise<void> => {
      if (percent !== 2) return;
      const [own = ""] = await temporary();
      await mkdir(join(dir, `${own.slice(0, -"XXXXXX".length)}dead/root`), { recursive: true });
      controller.abort();
    };
    const slow = { ...env, SLOW: "60" };
    const onEvent = (event: ImageEvent): void => void begun(event);
    const killed = ensureImage({ env: slow, signal: controller.signal, onEvent });
    await expect(killed).rejects.toMatchObject({ code: "E_ABORTED" });
    expect(await temporary()).toHaveLength(1);
    await ensureImage({ env, signal });
    expect(await cached()).toEqual([id]);
    expect(await temporary()).toEqual([]);
  });

  test("a build leaves alone what one into another cache works on", async () => {
    const other = { ...env, XDG_CACHE_HOME: join(dir, "other") };
    let second: Promise<unknown> = Promise.reject(new Error("the first build never began"));
    second.catch(() => undefined);
    const begin = ({ percent }: ImageEvent): void => {
      if (percent === 2) second = ensureImage({ env: other, signal });
    };
    const kept = 'seq 20 | while read -r _; do [ -d "$TMPDIR" ] || exit 9; sleep 0.1; done\n';
    await tool(join(dir, "bin"), "mmdebstrap", `${tools.mmdebstrap}${kept}`);
    await ensureImage({ env, signal, onEvent: begin });
    await second;
    expect(await temporary()).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)(
    "leaves nothing mounted and nobody at work when root interrupts it",
    async () => {
      const controller = new AbortController();
      const mounts = `#!/bin/sh
mkdir $TMPDIR/proc
mount -t proc proc $TMPDIR/proc
sh -c 'trap "" TERM; echo $$ >"$COUNTER"; exec >/dev/null 2>&1; sleep 60 & wait; sleep 60' &
sleep 60
`;
      await tool(join(dir, "bin"), "mmdebstrap", mounts);
      await rm(join(dir, "bin/unshare"));
      const failed = ensureImage({ env, signal: controller.signal });
      failed.catch(() => undefined);
      await expect.poll(() => readFile(env["COUNTER"] ?? "", "utf8")).toMatch(/\d\n/);
      const pid = Number(await readFile(env["COUNTER"] ?? "", "utf8"));
      controller.abort();
      await expect(failed).rejects.toMatchObject({ code: "E_ABORTED" });
      expect(() => process.kill(pid, 0)).toThrow("ESRCH");
      expect(await readFile("/proc/self/mountinfo", "utf8")).not.toContain(dir);
      expect(await temporary()).toEqual([]);
    },
  );

  test("an image of which a byte has changed is built again", async () => {
    const image = await ensureImage({ env, signal });
    await rm(image.disk);
    await writeFile(image.disk, "disC\n");
    expect(await verifyImage(image)).toEqual(["disk.qcow2"]);
    expect(await verifyImage(await ensureImage({ env, signal }))).toEqual([]);
  });
});

describe("an image before it is booted", () => {
  test.each(["kernel", "initrd"] as const)(
    "a cached image with another %s is refused",
    async (part) => {
      const image = await bootableImage({ env, signal }, imageRecipe);
      expect(await bootableImage({ env, signal }, imageRecipe)).toEqual(image);
      const built = await readFile(image[part], "utf8");
      await rm(image[part]);
      await writeFile(image[part], built.toUpperCase());
      await expect(bootableImage({ env, signal }, imageRecipe)).rejects.toMatchObject({
        code: "E_IMAGE",
        message: expect.stringMatching(/is not as it was built: (vmlinuz|initrd) changed/),
        hint: "make it anew: fw image build",
      });
    },
  );
});

describe("the plan of an image", () => {
  test("the plan lists the commands, and none once the image is there", async () => {
    const plan = await planImage({ env, signal });
    expect(plan.cached).toBe(false);
    expect(plan.commands.map(([file]) => file)).toContain("mmdebstrap");
    await ensureImage({ env, signal });
    expect(await planImage({ env, signal })).toMatchObject({ cached: true, commands: [] });
  });
});
