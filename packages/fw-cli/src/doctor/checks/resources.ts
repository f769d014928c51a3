import { access, constants, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname } from "node:path";

import { cacheDir } from "../../host/cache-dir.ts";
import { findImage, imagesDir } from "../../image/cache.ts";
import { recipeId } from "../../image/recipe-id.ts";
import { imageRecipe, recipeFor } from "../../image/recipe.ts";
import { type BuildCost, buildCosts, freeSpace } from "../../image/space.ts";
import { neededVariants } from "../../lab/node-images.ts";
import { type DoctorOptions, type Finding, findings } from "./finding.ts";

const GIB = 1024 ** 3;

/** What the seed's three machines take together, qemu included. */
const LAB_MEMORY = 2.5 * GIB;

/** What the machines' disks grow by in an ordinary lab. */
const STATE_SPACE = 0.5 * GIB;

/** Whether the machines fit into memory. */
export async function checkMemory(): Promise<Finding> {
  const meminfo = await readFile("/proc/meminfo", "utf8");
  return judgeMemory(Number(/^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1]) * 1024);
}

/** @param available bytes that programs can still get without swapping */
export function judgeMemory(available: number): Finding {
  const { ok, warn, fail } = findings("memory", "Memory");
  const detail = `${gib(available)} available`;
  const hint = "end other programs, or give the machines less memory (vm.memoryMiB)";
  if (available < LAB_MEMORY / 2)
    return fail(`${detail}; the lab needs up to ${gib(LAB_MEMORY)}`, hint);
  if (available < LAB_MEMORY)
    return warn(`${detail}; the lab takes up to ${gib(LAB_MEMORY)}`, hint);
  return ok(detail);
}

/** Whether the images that are still to be built and the machines' disks fit. */
export async function checkSpace(options: DoctorOptions): Promise<Finding> {
  const { env, stateDir } = options;
  const { ok, fail } = findings("space", "Disk space");
  const builds = await buildsToCome(options);
  const temporary = Math.max(0, ...builds.map(({ temporarySpace }) => temporarySpace));
  const places = [
    { path: imagesDir(env), needed: cacheSpaceOf(builds), variable: "XDG_CACHE_HOME" },
    { path: stateDir, needed: STATE_SPACE, variable: "XDG_STATE_HOME" },
    ...(temporary > 0
      ? [{ path: env["TMPDIR"] || tmpdir(), needed: temporary, variable: "TMPDIR" }]
      : []),
  ];
  const measured = await Promise.all(
    places.map(async (place) => ({ ...place, free: await freeSpace(await existing(place.path)) })),
  );
  const detail = measured.map(({ path, free }) => `${gib(free)} free in ${path}`).join(", ");
  const short = measured.find(({ free, needed }) => free < needed);
  if (short === undefined) return ok(detail);
  return fail(
    `${detail}; ${short.path} needs ${gib(short.needed)}`,
    `make room, or set ${short.variable} to a folder on a larger disk`,
  );
}

/** What the builds of the machines' images take that are not in the cache, in their order. */
async function buildsToCome({ env, model }: DoctorOptions): Promise<readonly BuildCost[]> {
  const recipes =
    model === undefined
      ? [imageRecipe]
      : neededVariants(model).map((variant) => recipeFor(model.image, variant));
  const cached = await Promise.all(recipes.map((recipe) => findImage(env, recipeId(recipe))));
  return recipes
    .filter((_recipe, index) => cached[index] === undefined)
    .map(({ variant }) => buildCosts[variant]);
}

/** Bytes in the cache at the peak, when each is built beside those before it. */
export function cacheSpaceOf(builds: readonly BuildCost[]): number {
  let [kept, peak] = [0, 0];
  for (const { cacheSpace, bytes } of builds) {
    peak = Math.max(peak, kept + cacheSpace);
    kept += bytes;
  }
  return peak;
}

/** Whether the program may keep what it makes. */
export async function checkDirectories({ env, stateDir }: DoctorOptions): Promise<Finding> {
  const { ok, fail } = findings("directories", "Directories");
  const dirs = [cacheDir(env), stateDir];
  for (const dir of dirs) {
    const place = await existing(dir);
    const writable = await access(place, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!writable)
      return fail(
        `${place} is not writable, so ${dir} cannot be used`,
        `sudo chown "$USER" ${place}`,
      );
  }
  return ok(dirs.join(", "));
}

/** `path`, or its nearest ancestor that is there. */
async function existing(path: string): Promise<string> {
  try {
    await access(path, constants.F_OK);
    return path;
  } catch {
    return path === dirname(path) ? path : existing(dirname(path));
  }
}

function gib(bytes: number): string {
  return `${(bytes / GIB).toFixed(1)} GiB`;
}
