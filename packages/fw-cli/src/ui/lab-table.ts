import type { ListedLab } from "../lab/list.ts";
import { textTable } from "./text-table.ts";

/** The user's labs, one a row. */
export function labTable(labs: readonly ListedLab[], now: number): string {
  const rows = labs.map(
    ({ name, state, driver, startedAt, memoryBytes, diskBytes, configFile }) => [
      name,
      state,
      driver ?? "–",
      startedAt === null ? "–" : ageText(now - Date.parse(startedAt)),
      startedAt === null ? "–" : mebibytes(memoryBytes),
      mebibytes(diskBytes),
      configFile ?? "–",
    ],
  );
  return textTable(["lab", "state", "driver", "age", "memory", "disk", "config"], rows);
}

/** The two largest units that say how long ago something began: `2 h 5 min`. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes === 0) return `${seconds} s`;
  if (hours === 0) return `${minutes} min`;
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 2)} MiB`;
}
