import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What the host does with block devices, by their names (sdb1) and numbers (8:17). */
export interface HostMounts {
  usesOf(name: string, number: string): readonly string[];
}

/** Reads where file systems are mounted and what is swapped to (proc_pid_mountinfo(5), proc_swaps(5)). */
export async function readMounts(root: string): Promise<HostMounts> {
  const [mounts, swaps] = await Promise.all(
    ["proc/self/mountinfo", "proc/swaps"].map((file) =>
      readFile(join(root, file), "utf8").catch(() => ""),
    ),
  );
  const mounted = (mounts ?? "").split("\n").flatMap(mountOf);
  const swapped = new Set((swaps ?? "").split("\n").map((line) => line.split(/\s/)[0]));
  return {
    usesOf: (name, number) => [
      ...mounted
        .filter((mount) => mount.number === number || mount.source === `/dev/${name}`)
        .map(({ place }) => `mounted at ${place}`),
      ...(swapped.has(`/dev/${name}`) ? ["used for swapping"] : []),
    ],
  };
}

interface Mount {
  readonly number: string;
  readonly place: string;
  readonly source: string;
}

function mountOf(line: string): readonly Mount[] {
  const [fixed = "", rest = ""] = line.split(" - ");
  const [, , number, , place] = fixed.split(" ");
  const [, source = ""] = rest.split(" ");
  if (number === undefined || place === undefined) return [];
  return [{ number, place: unescaped(place), source: unescaped(source) }];
}

/** A space, tab, newline or backslash is written as a backslash and three octal digits. */
function unescaped(text: string): string {
  return text.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCodePoint(Number.parseInt(octal, 8)),
  );
}
